package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/thresholds"
	"gonum.org/v1/gonum/mathext"
)

// leastFlat is the number of scales at chance from which they are called flat,
// leastFit that from which a trend can be extrapolated with its error.
const (
	leastFlat = 3
	leastFit  = 4
)

// level is that of every test of the package.
const level = 0.05

// flat is the longest row of smallest scales, all below the onset, that are not
// told from chance together (Fisher's method); p is their joint p value, 1 where
// there are none.
func flat(o thresholds.Onset) (scales int, p float64) {
	p = 1
	sum := 0.0
	for i, each := range o.P {
		if o.Above[i] || math.IsNaN(each) {
			break
		}
		sum -= math.Log(each)
		if joint := mathext.GammaIncRegComp(float64(i+1), sum); joint >= level {
			scales, p = i+1, joint
		}
	}
	return scales, p
}
