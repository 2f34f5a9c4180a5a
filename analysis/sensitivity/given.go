package sensitivity

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Least is the number of points from which Given and Separate answer. With fewer of them intervals are as wide as the
// question, and the points of a Sobol sequence still make one axis look like several others.
const Least = 64

// Shares are the first-order indices of an output at any table of points.
type Shares struct {
	Mean     float64         // of the output
	Variance float64         // of the output; 0: it is constant, and all indices are NaN
	First    []stat.Estimate // by axis: share of the variance that the axis explains by itself
}

// Given estimates Sobol's first-order indices from the points that there are, of whatever design. Along each axis the
// output is fitted by a line in each of several slices of equally many points; the index is the share of the variance
// that the fit explains, adjusted for its degrees of freedom (E. Plischke, Reliab. Eng. Syst. Saf. 95 (2010), pp.
// 354-360, has slices without slope). The number of slices is that of the least generalized cross-validation error (P.
// Craven and G. Wahba, Numer. Math. 31 (1979), pp. 377-403). Words are slices without a slope.
//
// Where axes go together, as they may in a list of points, indices overlap: each holds what the axis shares with others.
//
// Intervals are percentiles of a bootstrap over points. TestGivenIntervalsCover measures how often they hold the exact
// index. It fails with fewer than Least points, and where an output is not finite.
func Given(axes []Axis, y []float64, seed int64) (*Shares, error) {
	if len(y) < Least {
		return nil, fmt.Errorf("needs at least %d points, has %d", Least, len(y))
	}
	if err := check(y, len(axes), 1, "points"); err != nil {
		return nil, err
	}
	all := make([]float64, len(y))
	for i := range all {
		all[i] = 1
	}
	found := &Shares{}
	found.Mean, found.Variance = spread(y)
	fits := make([]*slicedFit, len(axes))
	drawn := make([][]float64, len(axes))
	for k, a := range axes {
		fits[k] = bestFit(a, y, found.Mean)
	}
	if found.Variance > 0 {
		b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(seed, "bootstrap of given points")}
		for times := range b.Counts(len(y)) {
			for k, f := range fits {
				if x, _ := f.shares(times); !math.IsNaN(x) {
					drawn[k] = append(drawn[k], x)
				}
			}
		}
	}
	for k, f := range fits {
		if found.Variance == 0 {
			found.First = append(found.First, stat.Undefined("constant"))
			continue
		}
		value, plain := f.shares(all)
		for i := range drawn[k] {
			drawn[k][i] -= plain - value // resamples are adjusted to the share that the fit has of the sample
		}
		found.First = append(found.First, stat.Bootstrapped(value, drawn[k]))
	}
	return found, nil
}

// spread is the mean and the variance of outputs; where these are all the same, exactly 0 for the variance.
func spread(y []float64) (mean, variance float64) {
	same := true
	for _, x := range y {
		mean += x / float64(len(y))
		same = same && x == y[0]
	}
	if same {
		return y[0], 0
	}
	for _, x := range y {
		variance += float64((x-mean)*(x-mean)) / float64(len(y)-1)
	}
	return mean, variance
}
