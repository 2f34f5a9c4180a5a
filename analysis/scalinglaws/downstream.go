package scalinglaws

import (
	"cmp"
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Downstream fits the error of a task, or its average over tasks, as error = e - k exp(-gamma L), where
// L is the loss of a run; other fields of runs are ignored. Gadre et al., arXiv:2403.08540, section 3.2.
//
// It fails where there are not as many errors as runs, where a loss or an error is not positive, and
// where there are fewer than three distinct losses.
func Downstream(runs []Run, errors []float64, b stat.Bootstrap) (Fit, error) {
	if len(errors) != len(runs) {
		return Fit{}, fmt.Errorf("downstream: %d errors of %d runs", len(errors), len(runs))
	}
	p, err := inLoss(runs, errors)
	if err != nil {
		return Fit{}, err
	}
	return downstreamForm(p).fit(b)
}

// inLoss places runs by their loss and the errors of the task.
func inLoss(runs []Run, errors []float64) (*points, error) {
	return gather(runs, func(i int, r Run) ([3]float64, error) {
		return [3]float64{r.Loss, 0, math.Log(errors[i])}, cmp.Or(positive(i, "loss", r.Loss), positive(i, "error", errors[i]))
	})
}

func downstreamForm(p *points) *form {
	low, high := p.ends()
	f := &form{
		name: "downstream", points: p, law: decay{low, high},
		needs:     []need{{"losses", p.first, 3, "its constants"}},
		constants: []constant{exponent("e"), scale("k"), exponent("gamma")},
		values: func(t *vector) []float64 {
			return []float64{math.Exp(t[0]), math.Exp(t[1] + t[2]*p.mu), t[2]}
		},
		place: func(r Run) (u, v float64) { return r.Loss - p.mu, 0 },
	}
	for _, above := range []float64{1.005, 1.02, 1.05, 1.1, 1.2, 1.5, 2, 4} {
		e := high + math.Log(above)
		gap := make([]float64, len(p.y)) // ln(e - error), a straight line in the loss
		for i, y := range p.y {
			gap[i] = math.Log(math.Exp(e) - math.Exp(y))
		}
		l, _ := through(p.u, gap)
		f.starts = append(f.starts, vector{e, l.g, -l.a})
	}
	return f
}

// decay is ln(e - exp(t1 - gamma u)), where u is the loss. Its parameters are ln e, t1 and gamma.
type decay struct{ lowest, highest float64 } // ln error of the runs

var _ law = decay{}

func (decay) size() int { return 3 }

func (d decay) box() (low, high vector) {
	return vector{d.lowest, d.lowest - vanished, leastExponent}, vector{d.highest + vanished, d.highest + vanished, 30}
}

// common is the error at infinite loss.
func (decay) common(t *vector) float64 { return math.Exp(t[0]) }

// value keeps the terms as shares of the error.
func (decay) value(t *vector, e, u, _ float64, k *kept) float64 {
	fall := math.Exp(t[1] - t[2]*u)
	rest := e - fall
	if !(rest > 0) {
		return math.NaN()
	}
	k[0], k[1] = e/rest, fall/rest
	return math.Log(rest)
}

func (decay) derive(_ *vector, _, u, _ float64, k *kept, g *vector, h *matrix) {
	a, b := k[0], k[1]
	*g = vector{a, -b, b * u}
	h[0][0], h[0][1], h[0][2] = a-a*a, a*b, -a*b*u
	h[1][1], h[1][2] = -b-b*b, (b+b*b)*u
	h[2][2] = -(b + b*b) * u * u
}
