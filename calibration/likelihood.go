package calibration

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// tails are the degrees of freedom of the errors' Student t: a run that exploded does not move the fit far.
const tails = 4

var errors4 = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: tails}

// Spread are the standard deviations of a kind of measurement, on its scale (ln steps, ln nats, logit).
type Spread struct {
	Seed  float64 `json:"seed"`  // between replicates
	Model float64 `json:"model"` // of the model's errors, on top
	LeftOut
}

// floors are the least standard deviations between seeds that are believed, by kind.
var floors = map[Kind]float64{StepTrain: 0.05, StepTest: 0.05, StepTestAccuracy: 0.05, PeakTestLoss: 0.03, TrainAccuracy: 0.2, TestAccuracy: 0.2}

// mostSpread bounds the total standard deviation of a kind.
const mostSpread = 6

// objective is the negative logarithm of the posterior density of constants, up to a constant. The model's errors of each
// kind have the standard deviation that fits best (profiled).
type objective struct {
	*problem
	noise
	weight []float64 // by observation; 0 leaves it out
	byKind map[Kind][]int
}

// newObjective leaves out the observations of some runs; nil: of none.
func newObjective(p *problem, n noise, leftOut func(run int) bool) *objective {
	o := &objective{problem: p, noise: n, weight: make([]float64, len(p.all)), byKind: map[Kind][]int{}}
	for i, ob := range p.all {
		if leftOut != nil && leftOut(p.runOf[i]) {
			continue
		}
		o.weight[i] = 1
		o.byKind[ob.Kind] = append(o.byKind[ob.Kind], i)
	}
	return o
}

// score is the objective of a candidate with predictions, and the total spread of each kind that fits best. It is
// infinite without predictions.
func (o *objective) score(u, predictions []float64) (float64, map[Kind]Spread) {
	if predictions == nil {
		return math.Inf(1), nil
	}
	total := 0.0
	for _, x := range u {
		total += x * x / 2
	}
	spreads := map[Kind]Spread{}
	for _, kind := range Kinds {
		if len(o.byKind[kind]) == 0 {
			continue
		}
		loss, spread := o.profile(kind, predictions)
		total += loss
		spreads[kind] = spread
	}
	return total, spreads
}

// profile finds the spread of the model's errors of a kind that fits best. Few observations may have two minima: where one of
// some places in the range is better than what a first search found, another search goes about it.
func (o *objective) profile(kind Kind, predictions []float64) (float64, Spread) {
	const places = 12
	seed := o.seed[kind]
	of := func(logarithm float64) float64 {
		return o.loss(kind, predictions, Spread{Seed: seed, Model: math.Exp(logarithm)})
	}
	low, high := math.Log(seed/10), math.Log(mostSpread)
	at, loss := least(of, low, high)
	for k := range places + 1 {
		step := (high - low) / places
		place := low + float64(k)*step
		if of(place) < loss {
			if other, value := least(of, max(low, place-step), min(high, place+step)); value < loss {
				at, loss = other, value
			}
		}
	}
	return loss, Spread{Seed: seed, Model: math.Exp(at)}
}

// least finds where a function of one logarithm is least, by golden sections, to a hundredth.
func least(of func(float64) float64, low, high float64) (at, value float64) {
	golden := (math.Sqrt(5) - 1) / 2
	a, b := high-golden*(high-low), low+golden*(high-low)
	atA, atB := of(a), of(b)
	for high-low > 0.02 {
		if atA <= atB {
			high, b, atB = b, a, atA
			a = high - golden*(high-low)
			atA = of(a)
		} else {
			low, a, atA = a, b, atB
			b = low + golden*(high-low)
			atB = of(b)
		}
	}
	if atA <= atB {
		return a, atA
	}
	return b, atB
}

// loss is the negative log-likelihood of the observations of a kind.
func (o *objective) loss(kind Kind, predictions []float64, s Spread) (sum float64) {
	for _, i := range o.byKind[kind] {
		sum += o.share(i, s) * errorLoss(&o.all[i], predictions[i], o.scale(i, s))
	}
	return sum
}

// errorLoss is the negative log-likelihood of an observation, up to a constant.
func errorLoss(o *Observation, prediction, scale float64) float64 {
	z := (o.Value - prediction) / scale
	if o.Censored {
		return -math.Log(max(errors4.Survival(z), math.SmallestNonzeroFloat64))
	}
	return math.Log(scale) + (tails+1)/2.0*math.Log1p(z*z/tails)
}

// scale is the standard deviation of an observation about its prediction.
func (o *objective) scale(i int, s Spread) float64 {
	rounding := o.all[i].Rounding
	mean := o.mean[o.all[i].Kind]
	return math.Sqrt(s.Seed*s.Seed + s.Model*s.Model + mean*mean + rounding*rounding)
}

// share is what one of n replicates counts: they have the model's error and the draws of the simulated seeds in common.
// Together they count as much as n correlated values do, between 1 and n. Kinds of measurements that chance moves together
// share one weight.
func (o *objective) share(i int, s Spread) float64 {
	n, kind := o.replicates[i], o.all[i].Kind
	seed, common := s.Seed*s.Seed, s.Model*s.Model+o.mean[kind]*o.mean[kind]
	alone := 1.0
	if x, ok := o.alone[kind]; ok {
		alone = x
	}
	return o.weight[i] * alone * (seed + common) / (seed + n*common)
}

// slope gives, for observation i, the derivative of its loss by the prediction, and a curvature that is never negative
// (Gauss-Newton, with Triggs' weights).
func (o *objective) slope(i int, predictions []float64, s Spread) (first, second float64) {
	scale, share := o.scale(i, s), o.share(i, s)
	z := (o.all[i].Value - predictions[i]) / scale
	if o.all[i].Censored {
		hazard := math.Exp(errors4.LogProb(z)) / max(errors4.Survival(z), math.SmallestNonzeroFloat64)
		return -share * hazard / scale, share * hazard * hazard / (scale * scale)
	}
	pull := (tails + 1) / (tails + z*z)
	return -share * pull * z / scale, share * pull / (scale * scale)
}
