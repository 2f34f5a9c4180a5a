package designs

// Mode is the most frequent label, the first in the list of equally frequent ones. It is the zero value of an empty list.
func Mode[L comparable](labels []L) (winner L) {
	times := map[L]int{}
	for _, l := range labels {
		times[l]++
	}
	most := 0
	for _, l := range labels {
		if times[l] > most {
			winner, most = l, times[l]
		}
	}
	return winner
}
