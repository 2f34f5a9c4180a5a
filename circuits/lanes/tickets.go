package lanes

// Tickets sums the strengths of tickets, and the shares of their footprints that
// they occupy: share = e^-initial - e^-strength above the initial strength, else 0
// (docs/model.md, equation 4). slope is the derivative of a ticket's share with
// respect to its strength.
//
// initial is at least 0, and kept is e^-initial. share is the sum of shares, each of
// full relative precision.
func Tickets(slope, strength, initial, kept []float64) (level, share float64) {
	n := len(slope)
	strength, initial, kept = cut(strength, n), cut(initial, n), cut(kept, n)
	return tickets(slope, strength, initial, kept)
}

func plainTickets(slope, strength, initial, kept []float64) (level, share float64) {
	var levels, shares sum
	for i, s := range strength {
		levels.add(i, s)
		slope[i] = 0
		if s <= initial[i] {
			continue
		}
		left, less1 := growth(initial[i] - s)
		slope[i] = kept[i] * left
		shares.add(i, -kept[i]*less1)
	}
	return levels.total(), shares.total()
}
