package scenarios

import (
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// unknown reports a key that the section at path, of shape s, does not have. It suggests the key of that name elsewhere,
// then a similar key of the section, then a similar one elsewhere. It waits until the names of the tasks are known.
func (d *decoder) unknown(path string, s *shape, key string, at position) {
	d.bad[join(path, key)] = true
	near := text.Nearest(key, s.keys())
	if near != "" {
		d.bad[join(path, near)] = true // not missing, misspelled
	}
	d.later = append(d.later, func() {
		hint := text.Hint(key, s.keys())
		if near != "" && at.Set != "" {
			hint = suggest([]string{join(path, near)}) // --set takes whole paths
		}
		all := d.scenario.everyPath()
		same := ending(all, key)
		if typed, _, _ := strings.Cut(at.Set, "="); path == "" && len(ending(all, typed)) > 0 {
			same = ending(all, typed)
		}
		if len(same) > 0 {
			hint = suggest(same)
		} else if near == "" {
			if similar := text.Nearest(key, lasts(all)); similar != "" {
				hint = suggest(ending(all, similar))
			}
		}
		d.fault(at, join(path, key), "unknown key %s%s%s", text.Quote(key), within(path), hint)
	})
}

const maxSuggested = 6 // paths

// suggest ends a message with paths that may be meant.
func suggest(paths []string) string {
	if len(paths) > maxSuggested {
		paths = append(paths[:maxSuggested:maxSuggested], "...")
	}
	return ", did you mean " + text.OneOf(paths) + "?"
}

// ending are the paths that end with a name or with names joined by dots.
func ending(paths []string, end string) (found []string) {
	for _, path := range paths {
		if strings.HasSuffix(path, "."+end) {
			found = append(found, path)
		}
	}
	return found
}

// lasts are the last names of paths.
func lasts(paths []string) []string {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = last(path)
	}
	return names
}
