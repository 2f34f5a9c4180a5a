package scenarios

import "slices"

// notes remember which keys of a section were written. A section embeds them if it has a key whose value does not
// tell: one with the tag follows or unset.
type notes struct{ keys []string } // in alphabetical order

// noter is a section with notes.
type noter interface{ note(key string) }

// note makes a new list: a clone has the old one too.
func (n *notes) note(key string) {
	if i, found := slices.BinarySearch(n.keys, key); !found {
		n.keys = slices.Insert(slices.Clip(n.keys), i, key)
	}
}

// written says whether a noted key was written.
func (n *notes) written(key string) bool { return slices.Contains(n.keys, key) }

// unwritten are the paths of the keys that were left out and whose default follows other keys, of a section at path.
func (n *notes) unwritten(section *shape, path string) []string {
	var paths []string
	for _, key := range section.keysWhere(func(f field) bool { return f.follows && !n.written(f.key) }) {
		paths = append(paths, join(path, key))
	}
	return paths
}
