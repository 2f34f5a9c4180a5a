package scalinglaws

import "math"

// Prediction is what a fit says of a run that it may not have seen.
type Prediction struct {
	Value     float64 // loss; of a downstream fit, the error
	Low, High float64 // 95% interval of the law
	RunLow    float64 // 95% interval of one new run, which scatters about the law as those fitted do
	RunHigh   float64
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
func (f *form) predictor(theta *vector, thetas []vector, b Bootstrap) *predictor {
	p := &predictor{law: f.law, place: f.place, theta: *theta, thetas: thetas}
	n := len(f.points.y)
	widen := math.Sqrt(float64(n) / math.Max(float64(n-f.law.size()), 1))
	for r := range thetas {
		i := pick(b, b.Resamples*n+r, n)
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
		return Prediction{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	u, v := p.place(r)
	law, run := make([]float64, 0, len(p.thetas)), make([]float64, 0, len(p.thetas))
	for i := range p.thetas {
		if y := p.at(&p.thetas[i], u, v); !math.IsNaN(y) {
			law, run = append(law, math.Exp(y)), append(run, math.Exp(y+p.scatters[i]))
		}
	}
	prediction := Prediction{Value: math.Exp(p.at(&p.theta, u, v))}
	prediction.Low, prediction.High = interval(law)
	prediction.RunLow, prediction.RunHigh = interval(run)
	return prediction
}
