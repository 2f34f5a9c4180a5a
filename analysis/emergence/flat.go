package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/thresholds"
	"gonum.org/v1/gonum/mathext"
)

const (
	leastFlat = 3 // scales at chance that are called flat
	leastFit  = 4 // scales from which a trend is extrapolated with its error
)

// level is that of every test of the package.
const level = 0.05

// flat counts the smallest scales below the onset that are jointly at chance by Fisher's method. p is their joint p
// value, 1 if there are none.
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
