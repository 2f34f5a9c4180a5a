package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Onset is where a score leaves chance.
//
// At every scale "no better than chance" is tested one-sidedly, by the first of these tests that its observations allow:
//
//	binomial         exact test on all answers at the scale: Items are known, Chance is a share below 1
//	published error  z test with the published errors
//	replicates       t test with three replicates or more
//	pooled           t test with a variance pooled over scales: of replicates about the means of their scales,
//	                 or else of the means of the other scales about their increasing regression
//
// The scales are tested from the largest down, each at 5%, until a test does not reject. Such a fixed sequence keeps the
// probability of any false rejection at 5% without a correction for the number of scales (Maurer, Hothorn and Lehmacher,
// in Biometrie in der chemisch-pharmazeutischen Industrie 6 (1995) 3; Westfall and Krishen, J. Stat. Plan. Inference 99
// (2001) 25). Its price: a score that falls back to chance at the largest scales has no onset. One such scale is left out:
// see LeftOut.
//
// Expectations have no sampling noise. Where replicates or scales scatter by no more than rounding and integration
// errors, the noise is unknown, and a score is above chance from 1% of the way to a perfect score on. Items says how
// large a test set would have to be to show it.
type Onset struct {
	Scale        stat.Estimate // scale at which the mean score passes Critical, in units of X
	Critical     float64       // lowest mean score that the test at LastAtChance rejects as chance
	Test         string        // test at LastAtChance, or at the smallest scale; empty where there is none
	Curve        string        // what Scale rests on: hill | gompertz | weibull | ramp, or scales where none fits; empty without Scale
	X            []float64     // scales, ascending
	P            []float64     // p values by scale; NaN where the noise is unknown
	Above        []bool        // whether the score is above chance at this and every larger scale
	LastAtChance float64       // largest scale at chance; NaN where there is none
	FirstAbove   float64       // the scale after it; NaN where there is none
	Items        float64       // test items on which the test of the mean at FirstAbove rejects chance with power 0.8; NaN unless both are shares
	LeftOut      float64       // largest scale, where it is not above chance but the one below it surely is; else NaN
	FallenBack   int           // number of the largest scales that are not above chance while a smaller one is (5% for all of them)
}

// FindOnset tests every scale of a series against chance, see Gathered.Onset.
func FindOnset(s stat.Series, b stat.Bootstrap) Onset { return Gather(s).Onset(b) }

// Onset tests every scale against chance, from the largest down.
//
// Scale is where the curve of the means passes Critical. The foot of a rise usually lies between two scales, so that its
// place depends on the form of the curve. Four forms are fitted: Hill, Gompertz, Weibull and ramp. Each resample takes
// the best of those that fit the means as well as the best of all (F test at 1%). Where none fits (F test at 5%), or the
// best rises within one step of the scales, the interval covers the whole steps in which the increasing regressions of
// the resamples pass Critical, and Scale is interpolated on the regression of the means.
//
// Scale need not lie between LastAtChance and FirstAbove, which depend on the scores of single scales.
func (g Gathered) Onset(b stat.Bootstrap) Onset {
	s, c := g.series, g.scales
	if s.Lower {
		o := FindOnset(mirrored(s), b)
		o.Critical = 1 - o.Critical
		return o
	}
	o := Onset{X: c.x, Critical: math.NaN(), LastAtChance: math.NaN(), FirstAbove: math.NaN(), Items: math.NaN(), LeftOut: math.NaN()}
	switch {
	case len(c.x) == 0:
		o.Scale = stat.Undefined("no scores")
		return o
	case math.IsNaN(s.Chance):
		o.Scale = stat.Undefined("chance unknown")
		return o
	}
	verdicts := c.against(s.Chance)
	o.P, o.Above = make([]float64, len(verdicts)), make([]bool, len(verdicts))
	last := len(verdicts) - 1
	for ; last >= 0 && verdicts[last].p <= significance; last-- {
		o.Above[last] = true
	}
	for k, v := range verdicts {
		o.P[k] = v.p
	}
	at := verdicts[max(last, 0)]
	o.Test, o.Critical = at.test, at.critical
	if last >= 0 {
		o.LastAtChance = c.x[last]
	}
	if last+1 < len(c.x) {
		o.FirstAbove, o.Items = c.x[last+1], itemsToReject(c.mean[last+1], s.Chance)
	}
	switch {
	case last < 0:
		o.Scale = stat.Undefined("above chance at every scale")
	case last == len(c.x)-1 && math.IsNaN(at.p):
		o.Scale = stat.Undefined("noise unknown")
	case last == len(c.x)-1:
		return g.fallenBack(o, b)
	default:
		if math.IsNaN(o.Critical) {
			o.Test, o.Critical = verdicts[last+1].test, verdicts[last+1].critical
		}
		o.Scale, o.Curve = c.passes(o.Critical, b)
	}
	return o
}

// OnsetAt estimates the scale at which the mean score passes a level, by the curves that Onset fits; higher scores are
// better. The level may be below Critical. The estimate is undefined where no curve fits.
func (g Gathered) OnsetAt(level float64, b stat.Bootstrap) stat.Estimate {
	e, curve := g.passes(level, b)
	if curve == "scales" {
		return stat.Undefined("no curve fits, so nothing is known below the critical score")
	}
	return e
}

// mirrored replaces scores and chance by 1 minus their values, so that higher is better and shares stay shares.
func mirrored(s stat.Series) stat.Series {
	m := stat.Series{Chance: 1 - s.Chance}
	for _, o := range s.Observations {
		o.Y = 1 - o.Y
		m.Observations = append(m.Observations, o)
	}
	return m
}
