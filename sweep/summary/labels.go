package summary

import "strings"

// Labels are the shortest suffixes of paths, in whole keys, that distinguish them.
func Labels(paths []string) []string {
	short := make([]string, len(paths))
	for i, path := range paths {
		for cut := len(path); ; {
			cut = strings.LastIndexByte(path[:cut], '.')
			short[i] = path[cut+1:]
			if cut < 0 || !endsAnother(paths, i, short[i]) {
				break
			}
		}
	}
	return short
}

func endsAnother(paths []string, i int, end string) bool {
	for j, other := range paths {
		if j != i && strings.HasSuffix("."+other, "."+end) {
			return true
		}
	}
	return false
}
