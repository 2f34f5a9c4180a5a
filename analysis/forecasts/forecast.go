package forecasts

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Forecast is what scores at larger scales are expected to be.
type Forecast struct {
	At       []Prediction
	Tests    []BackTest // by rank; forms that cannot predict come last
	Reason   string     // why nothing can be known; else empty
	Scales   int
	Largest  float64 // largest scale
	LastSeen float64 // its score
}

// Prediction is the forecast at one scale: that of the form that did best in the back-tests.
type Prediction struct {
	X       float64
	Score   float64
	Within  []Interval // 50, 80 and 95%, for the mean score of models as those of the curve
	Beyond  bool       // the scale is farther from the largest one than any that was tried
	Scores  []float64  // what each form says, in the order of Forms; NaN: the form cannot predict
	ByForms []string   // the forms, in the order of Scores
}

// Interval holds the score with a probability.
type Interval struct{ Level, Low, High float64 }

// Levels are the probabilities of intervals, in the order in which they are given.
var Levels = []float64{0.5, 0.8, 0.95}

// Of forecasts the scores at some scales, above 0.
//
// The variance of a forecast has three parts, of angles (the arcsine of the root of the score): the residuals of the best form;
// its errors in the back-tests, taken to grow in proportion to the logarithm of how far a scale lies beyond the known ones; and
// how far the other forms are from it, those that did well counting most. Intervals are Student's, with as many degrees of
// freedom as there were back-tests.
func Of(c *Curve, at []float64) Forecast {
	f := Forecast{Scales: len(c.Points), Reason: c.unknowable()}
	if len(c.Points) > 0 {
		f.Largest, f.LastSeen = c.largest(), c.Points[len(c.Points)-1].Y
	}
	if f.Reason != "" {
		return f
	}
	f.Tests = c.backTests()
	for _, x := range at {
		f.At = append(f.At, f.predict(x))
	}
	return f
}

func (f *Forecast) predict(x float64) Prediction {
	best := &f.Tests[0]
	beyond := x / f.Largest
	p := Prediction{X: x, Score: best.fit(x), Beyond: beyond > best.Reach, ByForms: Forms()}
	for _, name := range p.ByForms {
		p.Scores = append(p.Scores, f.by(name, x))
	}
	drift := best.drift * math.Log(max(beyond, 1))
	deviation := math.Sqrt(best.noise*best.noise + drift*drift + f.disagreement(x))
	for _, level := range Levels {
		reach := deviation * stat.Student(best.Origins).Quantile((1+level)/2)
		p.Within = append(p.Within, Interval{level, shareOf(angle(p.Score) - reach), shareOf(angle(p.Score) + reach)})
	}
	return p
}

// disagreement is the mean square of how far the forms are from the best one, as angles, each with its inverse mean square
// error as weight. The best form is one of several that have been tried, so that its own errors alone say too little.
func (f *Forecast) disagreement(x float64) float64 {
	sum, weights := 0.0, 0.0
	for i := range f.Tests {
		t := &f.Tests[i]
		if t.Reason != "" {
			continue
		}
		const exact = 1e-6 // error of a form that is as good as exact
		weight := 1 / (t.Error*t.Error + exact*exact)
		d := angle(t.fit(x)) - angle(f.Tests[0].fit(x))
		sum += weight * d * d
		weights += weight
	}
	return sum / weights
}

// by is what one form says; NaN where it cannot predict.
func (f *Forecast) by(name string, x float64) float64 {
	for _, t := range f.Tests {
		if t.Form == name && t.Reason == "" {
			return t.fit(x)
		}
	}
	return math.NaN()
}
