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
		if !(s <= initial[i]) {
			var occupied float64
			slope[i], occupied = occupy(s, initial[i], kept[i])
			shares.add(i, occupied)
		}
	}
	return levels.total(), shares.total()
}

// TicketsEach is Tickets with the share by ticket.
func TicketsEach(slope, share, strength, initial, kept []float64) {
	n := len(slope)
	share, strength, initial, kept = cut(share, n), cut(strength, n), cut(initial, n), cut(kept, n)
	ticketsEach(slope, share, strength, initial, kept)
}

func plainTicketsEach(slope, share, strength, initial, kept []float64) {
	for i, s := range strength {
		slope[i], share[i] = 0, 0
		if !(s <= initial[i]) {
			slope[i], share[i] = occupy(s, initial[i], kept[i])
		}
	}
}

// occupy is the share that a ticket above its initial strength occupies, and its slope.
func occupy(strength, initial, kept float64) (slope, share float64) {
	left, less1 := growth(initial - strength)
	return kept * left, -kept * less1
}
