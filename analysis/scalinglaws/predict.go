package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Prediction is what a fit says of a run that it may not have seen.
type Prediction struct {
	stat.Estimate               // loss of the law; of a downstream fit, its error
	Run           stat.Estimate // of one new run, which scatters about the law as those fitted do
}

// predictor is what a fit keeps to predict from.
type predictor struct {
	law      law
	place    func(r Run) (u, v float64)
	theta    vector
	thetas   []vector  // of the resamples
	scatters []float64 // by resample: residual of ln loss of a run drawn at random
}

// predictor widens residuals by what fitting took from them.
func (f *form) predictor(theta *vector, thetas []vector, b stat.Bootstrap) *predictor {
	p := &predictor{law: f.law, place: f.place, theta: *theta, thetas: thetas}
	n := len(f.points.y)
	widen := math.Sqrt(float64(n) / math.Max(float64(n-f.law.size()), 1))
	for r := range thetas {
		i := stat.Pick(b.Stream, uint64(b.Resamples*n+r), n)
		p.scatters = append(p.scatters, widen*(f.points.y[i]-p.at(theta, f.points.u[i], f.points.v[i])))
	}
	return p
}

func (p *predictor) at(theta *vector, u, v float64) float64 {
	var g vector
	var h matrix
	return p.law.at(theta, u, v, &g, &h)
}

// Predict is the loss of a run, whose own loss it does not look at; of a downstream fit, the error at
// the run's loss. It is NaN where the form has none: at scales that are unknown, and for isoflop and
// envelope, which are laws of the best size and not of loss.
func (f *Fit) Predict(r Run) Prediction {
	p := f.predictor
	if p == nil {
		none := stat.Undefined("a law of the best size, not of loss")
		return Prediction{none, none}
	}
	u, v := p.place(r)
	law, run := make([]float64, 0, len(p.thetas)), make([]float64, 0, len(p.thetas))
	for i := range p.thetas {
		if y := p.at(&p.thetas[i], u, v); !math.IsNaN(y) {
			law, run = append(law, y), append(run, y+p.scatters[i])
		}
	}
	value := p.at(&p.theta, u, v)
	return Prediction{stat.Bootstrapped(value, law).Exp(), stat.Bootstrapped(value, run).Exp()}
}
