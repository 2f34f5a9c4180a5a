package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Onset is where a score leaves chance.
//
// Every scale has a one-sided test of "no better than chance", the first of these that its observations allow:
//
//	binomial         exact, on all answers of the scale together: Items are known, Chance is a share below 1
//	published error  z test with the published errors
//	replicates       t test, of three replicates or more
//	pooled           t test with a variance pooled over scales: of replicates about the means of their scales,
//	                 else of the means of the other scales about their increasing regression
//
// The scales are tested from the largest down, each at 5%, up to the first that does not reject. In such a fixed
// sequence the probability of calling any scale above chance that is not is 5%, without a correction for the number
// of scales (Maurer, Hothorn and Lehmacher, in Biometrie in der chemisch-pharmazeutischen Industrie 6 (1995) 3;
// Westfall and Krishen, J. Stat. Plan. Inference 99 (2001) 25). Its price is that a score which falls back to
// chance at the largest scales has no onset.
//
// Expectations have no sampling noise: with no spread over replicates, any excess over chance beyond rounding
// counts. Items says how large a test set would have to be to show it.
type Onset struct {
	Scale                    stat.Estimate // where the mean score passes Critical, in units of X
	Critical                 float64       // the least mean score that the test tells from chance, at LastAtChance
	Test                     string        // test at LastAtChance, or at the smallest scale; empty where there is none
	Curve                    string        // what Scale rests on: hill | gompertz | weibull | ramp, or scales where none of these fits; empty where there is no Scale
	X                        []float64     // scales, ascending
	P                        []float64     // p values by scale; NaN where the noise is unknown
	Above                    []bool        // whether the score is above chance at this and every larger scale
	LastAtChance, FirstAbove float64       // neighbouring scales that hold the onset; NaN where there is none on that side
	Items                    float64       // test items with which the binomial test tells the mean at FirstAbove from chance four times in five; NaN unless both are shares
}

// Onset tests every scale against chance, from the largest down.
//
// Scale is where the curve of the means passes Critical. The foot of a rise is mostly between two scales, where only the
// form of a curve can tell: four forms are fitted, Hill, Gompertz, Weibull and ramp, and every resample passes Critical where the best
// of those does that fit the means as well as the best of all (F test at 1%). Where none of them fits (F test at
// 5%) or rises over more than one step of the scales, the interval holds the whole steps in which the increasing
// regression of a resample passes Critical, and Scale is interpolated on that of the means.
//
// Scale need not lie between LastAtChance and FirstAbove, which rest on the scores of single scales.
func (g Gathered) Onset(b stat.Bootstrap) Onset {
	s, c := g.series, g.scales
	if s.Lower {
		o := FindOnset(mirrored(s), b)
		o.Critical = 1 - o.Critical
		return o
	}
	o := Onset{X: c.x, Critical: math.NaN(), LastAtChance: math.NaN(), FirstAbove: math.NaN(), Items: math.NaN()}
	if len(c.x) == 0 || math.IsNaN(s.Chance) {
		o.Scale = stat.Undefined("no scores")
		if len(c.x) > 0 {
			o.Scale = stat.Undefined("chance unknown")
		}
		return o
	}
	verdicts := c.against(s.Chance)
	o.P, o.Above = make([]float64, len(verdicts)), make([]bool, len(verdicts))
	last := len(verdicts) - 1
	for ; last >= 0 && verdicts[last].p <= level; last-- {
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
		o.FirstAbove, o.Items = c.x[last+1], itemsToTell(c.mean[last+1], s.Chance)
	}
	switch {
	case last < 0:
		o.Scale = stat.Undefined("above chance at every scale")
	case last == len(c.x)-1 && math.IsNaN(at.p):
		o.Scale = stat.Undefined("noise unknown")
	case last == len(c.x)-1:
		o.Scale = stat.Undefined("at chance at the largest scale")
	default:
		if math.IsNaN(o.Critical) {
			o.Test, o.Critical = verdicts[last+1].test, verdicts[last+1].critical
		}
		o.Scale, o.Curve = c.passes(o.Critical, b)
	}
	return o
}

// OnsetAt is where the mean score passes a level, higher being better, by the curves that Onset fits, below the least
// score that the observations tell from chance too. There is none where only whole steps of the scales would be known.
func (g Gathered) OnsetAt(level float64, b stat.Bootstrap) stat.Estimate {
	e, curve := g.scales.passes(level, b)
	if curve == "scales" {
		return stat.Undefined("no fitted curve tells scores below what the test set sees")
	}
	return e
}

// mirrored takes scores and chance from 1, so that higher is better and shares stay shares.
func mirrored(s stat.Series) stat.Series {
	m := stat.Series{Chance: 1 - s.Chance}
	for _, o := range s.Observations {
		o.Y = 1 - o.Y
		m.Observations = append(m.Observations, o)
	}
	return m
}
