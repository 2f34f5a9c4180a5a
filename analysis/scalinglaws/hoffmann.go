package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Hoffmann fits L = E + A/N^alpha + B/D^beta and derives the compute-optimal allocation
// N = G (C/6)^a, D = (C/6)^b / G with a = beta/(alpha+beta) and b = alpha/(alpha+beta).
// Hoffmann et al., arXiv:2203.15556, section 3.3 and equations 2 to 4.
//
// It fails where N, D or the loss is not positive, where there are fewer distinct runs than constants,
// where N or D takes fewer than three values, and where D is the same power of N in all runs, since
// A/N^alpha and B/D^beta are then interchangeable.
func Hoffmann(runs []Run, b stat.Bootstrap) (Fit, error) {
	p, err := inSizeAndData(runs)
	if err != nil {
		return Fit{}, err
	}
	return hoffmannForm(p).fit(b)
}

func hoffmannForm(p *points) *form {
	low, high := p.ends()
	f := &form{
		name: "hoffmann", points: p, law: additive{low, high},
		needs: []need{
			{"sizes (N)", p.first, 3, "E, A and alpha"},
			{"amounts of data (D)", p.second, 3, "E, B and beta"},
			{"values of D/N^s for any s", p.acrossLine(), 2, "A and alpha, apart from B and beta,"},
		},
		constants: []constant{
			floor("E"), scale("A"), scale("B"), exponent("alpha"), exponent("beta"),
			exponent("a"), exponent("b"), scale("G"),
		},
		values: func(t *vector) []float64 {
			l := optimal(t, p)
			return []float64{
				present(t[0], low), math.Exp(t[1] + t[3]*p.mu), math.Exp(t[2] + t[4]*p.mv), t[3], t[4],
				l.a, 1 - l.a, math.Exp(l.g),
			}
		},
		place:    p.sizeAndData,
		frontier: func(t *vector) line { return optimal(t, p) },
	}
	for _, alpha := range exponents {
		for _, beta := range exponents {
			for _, share := range shares {
				e, rest := split(share, low, high)
				f.starts = append(f.starts, vector{e, rest, rest, alpha, beta})
			}
		}
	}
	return f
}

// optimal is the allocation that minimizes the loss at C = 6 N D: G = (alpha A / (beta B))^(1/(alpha+beta)).
func optimal(t *vector, p *points) line {
	sum := t[3] + t[4]
	ratio := math.Log(t[3]/t[4]) + t[1] + t[3]*p.mu - t[2] - t[4]*p.mv
	return line{g: ratio / sum, a: t[4] / sum}
}

// additive is ln(E + A/N^alpha + B/D^beta). Its parameters are ln E, ln of both terms at the mean
// ln N and ln D, alpha and beta.
type additive struct{ lowest, highest float64 } // ln loss of the runs

var _ law = additive{}

func (additive) size() int { return 5 }

func (a additive) box() (low, high vector) {
	least, most := a.lowest-2*vanished, a.highest+vanished
	return vector{a.lowest - vanished, least, least, leastExponent, leastExponent},
		vector{a.highest, most, most, greatestExponent, greatestExponent}
}

func (additive) common(*vector) float64 { return 0 }

// value keeps the shares of the terms.
func (additive) value(t *vector, _, u, v float64, k *kept) float64 {
	zn, zd := t[1]-t[3]*u, t[2]-t[4]*v
	m := max(t[0], zn, zd)
	e, n, d := math.Exp(t[0]-m), math.Exp(zn-m), math.Exp(zd-m)
	sum := e + n + d
	k[0], k[1], k[2] = e/sum, n/sum, d/sum
	return m + math.Log(sum)
}

func (additive) derive(_ *vector, _, u, v float64, k *kept, g *vector, h *matrix) {
	e, n, d := k[0], k[1], k[2]
	*g = vector{e, n, d, -u * n, -v * d}
	h[0][0], h[0][1], h[0][2], h[0][3], h[0][4] = e-e*e, -e*n, -e*d, -e*g[3], -e*g[4]
	h[1][1], h[1][2], h[1][3], h[1][4] = n-n*n, -n*d, g[3]-n*g[3], -n*g[4]
	h[2][2], h[2][3], h[2][4] = d-d*d, -d*g[3], g[4]-d*g[4]
	h[3][3], h[3][4] = -u*g[3]-g[3]*g[3], -g[3]*g[4]
	h[4][4] = -v*g[4] - g[4]*g[4]
}
