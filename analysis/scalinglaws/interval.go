package scalinglaws

import (
	"math"
	"slices"
)

const tail = 0.025 // beyond each end of an interval

// interval are the ends of the percentile interval of what was drawn, which it sorts; NaN where too
// little was.
func interval(drawn []float64) (low, high float64) {
	if len(drawn) < leastDraws {
		return math.NaN(), math.NaN()
	}
	slices.Sort(drawn)
	out := int(tail*float64(len(drawn)+1)) - 1
	return drawn[out], drawn[len(drawn)-1-out]
}

// leastDraws is the least number of draws that has 2.5% beyond each of two of them, counting them as out.
const leastDraws = 39
