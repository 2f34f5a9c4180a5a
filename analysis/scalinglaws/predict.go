package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Prediction is what a fit predicts for a run.
type Prediction struct {
	stat.Estimate               // of the law: the loss, or the error of a downstream fit
	Run           stat.Estimate // of one new run, with the scatter of the fitted runs about the law
}

// predictor is what a fit keeps to predict from.
type predictor struct {
	law      law
	place    func(r Run) (u, v float64)
	theta    vector
	thetas   []vector  // of the resamples
	scatters []float64 // by resample: residual of a random run, in ln of what is predicted
}

// predictor inflates residuals for the degrees of freedom that the parameters take.
func (f *form) predictor(theta *vector, thetas []vector, b stat.Bootstrap) *predictor {
	p := &predictor{law: f.law, place: f.place, theta: *theta, thetas: thetas}
	n := len(f.points.y)
	widen := math.Sqrt(float64(n) / float64(max(n-f.law.size(), 1)))
	for r := range thetas {
		i := stat.Pick(b.Stream, uint64(b.Resamples*n+r), n)
		p.scatters = append(p.scatters, widen*(f.points.y[i]-p.at(theta, f.points.u[i], f.points.v[i])))
	}
	return p
}

func (p *predictor) at(theta *vector, u, v float64) float64 {
	return predicted(p.law, theta, u, v)
}

// Predict is the loss of a run from its scales; of a downstream fit, the error at the run's loss. It is
// NaN where a scale is unknown, and for isoflop and envelope, which predict the best size and not the
// loss.
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
