package thresholds

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Gathered is a series grouped by scale, for several estimates of one curve.
type Gathered struct {
	series stat.Series
	*scales
}

// Gather groups the observations of a series by scale.
func Gather(s stat.Series) Gathered { return Gathered{s, newScales(s)} }

// scales are the observations by scale, in an order that does not depend on theirs. More than 64 scales are pooled by
// stat.Together, each group at its geometric mean.
type scales struct {
	x, log     []float64 // ascending; log is ln x
	mean       []float64 // over replicates
	weight     []float64 // number of replicates
	replicates [][]replicate
	answers    []float64      // see likelyAnswers; nil: not computed yet
	formed     [forms]*formed // curves fitted to the means; nil: not yet
	drawn      []*resampled   // of the means
	again      *refits        // of the curves that pass levels; nil: not yet
}

func newScales(s stat.Series) *scales {
	each := slices.Collect(stat.ByScale(s.Ordered()))
	c := &scales{}
	from := 0
	for _, end := range stat.Together(logsAndMeans(each)) {
		c.add(slices.Concat(each[from:end]...))
		from = end
	}
	return c
}

// logsAndMeans are ln x and the mean score of every scale.
func logsAndMeans(each [][]stat.Observation) (logs, means []float64) {
	for _, at := range each {
		sum := 0.0
		for _, o := range at {
			sum += o.Y
		}
		logs, means = append(logs, math.Log(at[0].X)), append(means, sum/float64(len(at)))
	}
	return logs, means
}

// add appends a scale. It sorts the observations in place.
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

// scale turns an estimate of ln x into one of x. Scales of the series come out exactly as they went in.
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

// unfit says why no curve can be fitted; empty: one can.
func (c *scales) unfit() string {
	if len(c.x) < fewest {
		return "fewer than five scales"
	}
	return ""
}

// constant is the weighted residual sum of squares of a constant.
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

// replicate is the score of one seed at one scale. An observation without a seed is a replicate by itself.
type replicate struct {
	seed         int64
	y            float64
	right, items float64 // right answers and size of the test set; items 0: unknown
	error        float64 // standard error of y; NaN: unknown
}

func newReplicate(list []stat.Observation) replicate {
	r := replicate{seed: list[0].Seed}
	squares, items, errors := 0.0, true, true
	for _, o := range list {
		r.y += o.Y
		squares += o.Error * o.Error
		r.items += math.Round(o.Items)
		r.right += math.Round(o.Y * math.Round(o.Items))
		items = items && o.Items >= 1 && o.Y >= 0 && o.Y <= 1
		errors = errors && o.Error > 0
	}
	n := float64(len(list))
	r.y /= n
	r.error = math.Sqrt(squares) / n
	if !items {
		r.right, r.items = 0, 0
	}
	if !errors {
		r.error = math.NaN()
	}
	return r
}

func haveItems(list []replicate) bool {
	return !slices.ContainsFunc(list, func(r replicate) bool { return r.items == 0 })
}

func haveErrors(list []replicate) bool {
	return !slices.ContainsFunc(list, func(r replicate) bool { return !(r.error > 0) })
}
