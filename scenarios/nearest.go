package scenarios

import "strings"

// Hint names what the user may have meant by name, or what there is to choose from.
func Hint(name string, known []string) string {
	if len(known) == 0 || len(known) > 5000 {
		return ""
	}
	if near := nearest(name, known); near != "" {
		return ", did you mean " + near + "?"
	}
	if len(known) > 20 {
		return ""
	}
	return ", expected " + oneOf(known)
}

func oneOf(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "one of " + strings.Join(names, ", ")
}

// nearest is the known name at the smallest edit distance, "" if none is near.
func nearest(name string, known []string) string {
	if len(name) > longest {
		return ""
	}
	best, least := "", 2+len(name)/4
	for _, k := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(k)); d < least {
			best, least = k, d
		}
	}
	if least >= max(len(name), 2) {
		return ""
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of neighbours
// that turn a into b.
func distance(a, b string) int {
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
