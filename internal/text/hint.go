package text

import (
	"strings"

	"github.com/xrash/smetrics"
)

// Limits of hints.
const (
	maxCompared = 5000 // known names that are compared with
	maxListed   = 20   // known names that a message lists
	leastStart  = 4    // letters of a name that is taken for the beginning of a known one
)

// Hint ends a message about an unknown name. It suggests the nearest known name, or lists the known names. It is empty if
// no name is near and there are too many to list.
func Hint(name string, known []string) string {
	if len(known) == 0 || len(known) > maxCompared {
		return ""
	}
	if near := Nearest(name, known); near != "" {
		return ", did you mean " + Line(near) + "?"
	}
	if len(known) <= maxListed {
		return ", expected " + OneOf(known)
	}
	return ""
}

// OneOf lists names to choose from.
func OneOf(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "one of " + strings.Join(names, ", ")
}

// Nearest is the known name at the smallest edit distance from a name, ignoring case. If none is near, it is the shortest that
// begins with the name; "" if there is none.
func Nearest(name string, known []string) string {
	if len(name) > maxRepeated {
		return ""
	}
	best, least := "", 2+len(name)/4
	for _, k := range known {
		if d := smetrics.WagnerFischer(strings.ToLower(name), strings.ToLower(k), 1, 1, 1); d < least {
			best, least = k, d
		}
	}
	if best != "" && least < max(len(name), 2) {
		return best
	}
	return shortest(name, known)
}

// shortest is the shortest known name that begins with a name of at least leastStart letters, ignoring case.
func shortest(name string, known []string) string {
	best := ""
	for _, k := range known {
		if len(name) >= leastStart && len(k) > len(name) && strings.EqualFold(k[:len(name)], name) && (best == "" || len(k) < len(best)) {
			best = k
		}
	}
	return best
}
