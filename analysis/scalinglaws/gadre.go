package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// OverTraining fits L = E + alpha N^b + beta 6^(b/2) (M N)^b with M = D/N and one exponent b < 0, so
// that loss scales with the same power at every degree of over-training M. Gadre et al.,
// arXiv:2403.08540, section 3.1, in the form of the authors' code.
//
// It fails where N, D or the loss is not positive, where there are fewer distinct runs than constants,
// and where N, D or M takes a single value.
func OverTraining(runs []Run, b stat.Bootstrap) (Fit, error) {
	p, err := inSizeAndData(runs)
	if err != nil {
		return Fit{}, err
	}
	return overTrainingForm(p).fit(b)
}

func overTrainingForm(p *points) *form {
	low, high := p.ends()
	f := &form{
		name: "gadre", points: p, law: tied{additive{low, high}},
		needs: []need{
			{"sizes (N)", p.first, 2, "E and alpha"},
			{"amounts of data (D)", p.second, 2, "E and beta"},
			{"numbers of tokens per parameter (M)", p.perParameter, 2, "alpha, apart from beta,"},
		},
		constants: []constant{floor("E"), scale("alpha"), scale("beta"), exponent("b")},
		values: func(t *vector) []float64 {
			s := t[3]
			return []float64{
				present(t[0], low), math.Exp(t[1] + s*p.mu), math.Exp(t[2]+s*p.mv) * math.Pow(6, s/2), -s,
			}
		},
		place: p.sizeAndData,
	}
	for _, s := range exponents {
		for _, share := range shares {
			e, rest := split(share, low, high)
			f.starts = append(f.starts, vector{e, rest, rest, s})
		}
	}
	return f
}

// tied is the additive law with the same exponent in both terms.
type tied struct{ additive }

var _ law = tied{}

func (tied) size() int { return 4 }

func (d tied) box() (low, high vector) {
	low, high = d.additive.box()
	low[4], high[4] = 0, 0
	return low, high
}

func (d tied) value(t *vector, common, u, v float64, k *kept) float64 {
	return d.additive.value(&vector{t[0], t[1], t[2], t[3], t[3]}, common, u, v, k)
}

func (d tied) derive(t *vector, common, u, v float64, k *kept, g *vector, h *matrix) {
	d.additive.derive(t, common, u, v, k, g, h)
	g[3] += g[4]
	g[4] = 0
	for j := range 3 {
		h[j][3] += h[j][4]
	}
	h[3][3] += 2*h[3][4] + h[4][4]
}
