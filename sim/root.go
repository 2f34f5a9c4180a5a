package sim

import "math"

// bracket holds the time at which a condition begins to hold: at low it does not, at high it does. The condition is that a number
// passes a threshold. above is by how much it does, and guides the search.
type bracket struct{ low, high, aboveLow, aboveHigh float64 }

// narrow makes the bracket no wider than wide. It is the ITP method of Oliveira and Takahashi (ACM Transactions on Mathematical
// Software 47(1), 5, 2021), which takes at most three looks more than bisection, and half as many where above is smooth.
func (b *bracket) narrow(wide float64, at func(t float64) (above float64, holds bool)) {
	const (
		slack, truncation = 3, 0.2
		rounded           = 1 - 1e-9 // leaves room for what is rounded
	)
	first := b.high - b.low
	widest := rounded * wide * math.Exp2(math.Ceil(math.Log2(first/wide))+slack-1) // that the next bracket may be
	for ; b.high-b.low > wide; widest /= 2 {
		t := b.next(widest, truncation/first)
		if above, holds := at(t); holds {
			b.high, b.aboveHigh = t, above
		} else {
			b.low, b.aboveLow = t, above
		}
	}
}

// next is the time to look at: that of the secant, moved towards the middle, and kept so near to it that neither side is wider
// than widest.
func (b *bracket) next(widest, truncation float64) float64 {
	width := b.high - b.low
	middle := b.low + width/2
	share := b.aboveLow / (b.aboveLow - b.aboveHigh)
	if !(share >= 0 && share <= 1) {
		return middle
	}
	apart := width * (0.5 - share) // middle less the secant's time
	apart -= math.Copysign(min(truncation*width*width, math.Abs(apart)), apart)
	reach := widest - width/2
	return middle - max(min(apart, reach), -reach)
}
