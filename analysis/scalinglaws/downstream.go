package scalinglaws

import (
	"cmp"
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Downstream fits the error of a task, or its average over tasks, error = e - k exp(-gamma L), to
// runs of which only the loss is looked at. Gadre et al., arXiv:2403.08540, section 3.2.
//
// It fails where there are not as many errors as runs, where a loss is not above 0 or an error not
// above 0, and where there are fewer than three different losses.
func Downstream(runs []Run, errors []float64, b stat.Bootstrap) (Fit, error) {
	f, err := downstreamForm(runs, errors)
	if err != nil {
		return Fit{}, err
	}
	return f.fit(b)
}

func downstreamForm(runs []Run, errors []float64) (*form, error) {
	if len(errors) != len(runs) {
		return nil, fmt.Errorf("downstream: %d errors of %d runs", len(errors), len(runs))
	}
	list := make([][3]float64, len(runs))
	for i, r := range runs {
		if err := cmp.Or(positive(i, "loss", r.Loss), positive(i, "error", errors[i])); err != nil {
			return nil, err
		}
		list[i] = [3]float64{r.Loss, 0, math.Log(errors[i])}
	}
	p, err := gather(list)
	if err != nil {
		return nil, err
	}
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
		gap := make([]float64, len(p.y)) // ln of what the errors lack of e, a straight line in the loss
		for i, y := range p.y {
			gap[i] = math.Log(math.Exp(e) - math.Exp(y))
		}
		l, _ := through(p.u, gap)
		f.starts = append(f.starts, vector{e, l.g, -l.a})
	}
	return f, nil
}

// decay is ln(exp(t0) - exp(t1 - gamma u)), u the loss.
type decay struct{ lowest, highest float64 } // ln error

var _ law = decay{}

func (decay) size() int { return 3 }

func (d decay) box() (low, high vector) {
	return vector{d.lowest, d.lowest - vanished, leastExponent}, vector{d.highest + vanished, d.highest + vanished, 30}
}

func (decay) at(t *vector, u, _ float64, g *vector, h *matrix) float64 {
	e, k := math.Exp(t[0]), math.Exp(t[1]-t[2]*u)
	rest := e - k
	if !(rest > 0) {
		return math.NaN()
	}
	a, b := e/rest, k/rest
	*g = vector{a, -b, b * u}
	h[0][0], h[0][1], h[0][2] = a-a*a, a*b, -a*b*u
	h[1][1], h[1][2] = -b-b*b, (b+b*b)*u
	h[2][2] = -(b + b*b) * u * u
	return math.Log(rest)
}
