package thresholds

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// scales is a series by scale, in one order whatever that of its observations was. More than
// 64 scales are gathered into 64 neighbourhoods of as many scales each, at their geometric mean.
type scales struct {
	x, log     []float64 // ascending; log is ln x
	mean       []float64 // over replicates
	weight     []float64 // replicates
	replicates [][]replicate
	answers    []float64 // see likelyAnswers; nil: not drawn yet
	hill       *hill     // fitted to the means; nil: not yet
	again      *refits   // of curves that pass levels; nil: not yet
}

func newScales(s stat.Series) *scales {
	each := slices.Collect(stat.ByScale(s.Ordered()))
	bins := min(len(each), stat.MaxScales)
	c := &scales{}
	for bin := range bins {
		c.add(slices.Concat(each[bin*len(each)/bins : (bin+1)*len(each)/bins]...))
	}
	return c
}

// add appends a scale, and sorts its observations in place.
func (c *scales) add(list []stat.Observation) {
	log := 0.0
	if first := list[0].X; list[len(list)-1].X == first {
		log = math.Log(first)
		c.x = append(c.x, first)
	} else {
		for _, o := range list {
			log += math.Log(o.X)
		}
		log /= float64(len(list))
		c.x = append(c.x, math.Exp(log))
		slices.SortFunc(list, func(a, b stat.Observation) int { return cmp.Or(cmp.Compare(a.Seed, b.Seed), a.Compare(b)) })
	}
	c.log = append(c.log, log)
	replicates := make([]replicate, 0, len(list))
	sum := 0.0
	for len(list) > 0 {
		n := 1
		for list[0].Seed != stat.NoSeed && n < len(list) && list[n].Seed == list[0].Seed {
			n++
		}
		r := newReplicate(list[:n])
		sum += r.y
		replicates = append(replicates, r)
		list = list[n:]
	}
	c.mean = append(c.mean, sum/float64(len(replicates)))
	c.weight = append(c.weight, float64(len(replicates)))
	c.replicates = append(c.replicates, replicates)
}

// scale turns an estimate of ln x into one of x; scales come out as they went in.
func (c *scales) scale(e stat.Estimate) stat.Estimate {
	for _, v := range []*float64{&e.Value, &e.Low, &e.High} {
		if k, is := slices.BinarySearch(c.log, *v); is {
			*v = c.x[k]
		} else {
			*v = math.Exp(*v)
		}
	}
	return e
}

// unfit says why no curve can be fitted.
func (c *scales) unfit() string {
	if len(c.x) < fewest {
		return "fewer than five scales"
	}
	return ""
}

// constant is the residual sum of squares of a constant.
func (c *scales) constant() float64 {
	total, mean, sum := 0.0, 0.0, 0.0
	for k, w := range c.weight {
		total += w
		mean += w * c.mean[k]
	}
	mean /= total
	for k, w := range c.weight {
		sum += w * (c.mean[k] - mean) * (c.mean[k] - mean)
	}
	return sum
}
