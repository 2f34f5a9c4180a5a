package scalinglaws

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
)

// Kaplan fits the power law L = (Xc/X)^aX along one axis, with constants Nc and aN, Dc and aD, or Cc
// (in FLOPs) and aC. Kaplan et al., arXiv:2001.08361, equations 1.1 to 1.3.
//
// It fails where a value on the axis or a loss is not positive and where the axis takes a single value.
func Kaplan(runs []Run, axis Axis, b stat.Bootstrap) (Fit, error) {
	p, err := inAxis(axis, runs)
	if err != nil {
		return Fit{}, err
	}
	return kaplanForm(p, axis).fit(b)
}

func kaplanForm(p *points, axis Axis) *form {
	low, high := p.ends()
	letter := map[Axis]string{Params: "n", Tokens: "d", FLOPs: "c"}[axis]
	big := strings.ToUpper(letter)
	f := &form{
		name: "kaplan-" + letter, points: p, law: power{low, high},
		needs:     []need{{"values of " + string(axis), p.first, 2, "its constants"}},
		constants: []constant{scale(big + "c"), exponent("a" + big)},
		values:    func(t *vector) []float64 { return []float64{math.Exp(p.mu + t[0]/t[1]), t[1]} },
		place:     p.axis(axis),
	}
	for _, alpha := range exponents {
		f.starts = append(f.starts, vector{(low + high) / 2, alpha})
	}
	return f
}

// power is a straight line in logarithms. Its parameters are its height at the mean and minus its slope.
type power struct{ lowest, highest float64 } // ln loss of the runs

var _ law = power{}

func (power) size() int { return 2 }

func (p power) box() (low, high vector) {
	return vector{p.lowest - vanished, leastExponent}, vector{p.highest + vanished, greatestExponent}
}

func (power) common(*vector) float64 { return 0 }

func (power) value(t *vector, _, u, _ float64, _ *kept) float64 { return t[0] - t[1]*u }

func (power) derive(_ *vector, _, u, _ float64, _ *kept, g *vector, _ *matrix) { *g = vector{1, -u} }

// KaplanBoth fits L = [(Nc/N)^(aN/aD) + Dc/D]^aD, with constants aN, aD, Nc and Dc. Kaplan et al.,
// arXiv:2001.08361, equation 1.5.
//
// It fails where N, D or the loss is not positive, where there are fewer distinct runs than constants,
// and where N or D takes a single value.
func KaplanBoth(runs []Run, b stat.Bootstrap) (Fit, error) {
	p, err := inSizeAndData(runs)
	if err != nil {
		return Fit{}, err
	}
	return kaplanBothForm(p).fit(b)
}

func kaplanBothForm(p *points) *form {
	low, high := p.ends()
	f := &form{
		name: "kaplan-nd", points: p, law: joint{low, high},
		needs:     []need{{"sizes (N)", p.first, 2, "aN and Nc"}, {"amounts of data (D)", p.second, 2, "aD and Dc"}},
		constants: []constant{exponent("aN"), exponent("aD"), scale("Nc"), scale("Dc")},
		values: func(t *vector) []float64 {
			return []float64{t[0] * t[2], t[0], math.Exp(p.mu + t[1]/t[2]), math.Exp(p.mv + t[3])}
		},
		place: p.sizeAndData,
	}
	middle := (low + high) / 2
	for _, data := range exponents {
		for _, ratio := range exponents {
			for _, share := range shares {
				whole := middle / data
				f.starts = append(f.starts, vector{data, whole + math.Log(share), ratio, whole + math.Log(1-share)})
			}
		}
	}
	return f
}

// joint is s ln(exp(p - q u) + exp(r - v)). Its parameters are s = aD, p, q = aN/aD and r.
type joint struct{ lowest, highest float64 } // ln loss of the runs

var _ law = joint{}

func (joint) size() int { return 4 }

func (j joint) box() (low, high vector) {
	least, most := j.lowest-vanished, j.highest+vanished
	return vector{leastExponent, least / leastExponent, leastExponent, least / leastExponent},
		vector{greatestExponent, most / leastExponent, greatestExponent, most / leastExponent}
}

func (joint) common(*vector) float64 { return 0 }

// value keeps the shares of both terms and the logarithm of their sum.
func (joint) value(t *vector, _, u, v float64, k *kept) float64 {
	zn, zd := t[1]-t[2]*u, t[3]-v
	m := max(zn, zd)
	n, d := math.Exp(zn-m), math.Exp(zd-m)
	sum := n + d
	k[0], k[1], k[2] = n/sum, d/sum, m+math.Log(sum)
	return t[0] * k[2]
}

func (joint) derive(t *vector, _, u, _ float64, k *kept, g *vector, h *matrix) {
	s, n, d, whole := t[0], k[0], k[1], k[2]
	*g = vector{whole, s * n, -s * u * n, s * d}
	h[0][1], h[0][2], h[0][3] = n, -u*n, d
	both := s * n * d
	h[1][1], h[1][2], h[1][3] = both, -u*both, -both
	h[2][2], h[2][3] = u*u*both, u*both
	h[3][3] = both
}
