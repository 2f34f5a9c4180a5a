package scenarios

import "slices"

// notes remember which keys of a section were written, of those that have the tag follows or unset: what these
// hold does not tell. A section embeds them.
type notes struct {
	keys uint64 // bit i is key i of noted
}

// noter is a section with notes.
type noter interface{ note(key string) }

// noted are the keys of all sections that notes are made of.
var noted = notedKeys(root)

func notedKeys(s *shape) []string {
	var keys []string
	for _, f := range s.fields {
		if f.noted {
			keys = append(keys, f.key)
		}
		below := f.shape
		if below.elem != nil {
			below = below.elem
		}
		keys = append(keys, notedKeys(below)...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (n *notes) note(key string) { n.keys |= 1 << slices.Index(noted, key) }

// written says whether a noted key was written.
func (n *notes) written(key string) bool { return n.keys&(1<<slices.Index(noted, key)) != 0 }

// unwritten are the keys of a section at path that were left out and whose default follows other keys.
func (n *notes) unwritten(section *shape, path string) []string {
	var paths []string
	for _, key := range section.keysWhere(func(f field) bool { return f.follows }) {
		if !n.written(key) {
			paths = append(paths, join(path, key))
		}
	}
	return paths
}
