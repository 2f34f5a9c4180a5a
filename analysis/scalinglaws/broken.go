package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// BrokenPowerLaw fits a power law with one smooth break, L = a + b x^-c0 (1 + (x/d)^(1/f))^(-c1 f):
// in logarithms its slope changes from -c0 to -(c0+c1) around x = d, over a width f. Caballero et al.,
// arXiv:2210.14891, equation 1.
//
// It fails where a value on the axis or a loss is not positive and where the axis takes fewer than six
// values.
func BrokenPowerLaw(runs []Run, axis Axis, b stat.Bootstrap) (Fit, error) {
	p, err := inAxis(axis, runs)
	if err != nil {
		return Fit{}, err
	}
	return brokenForm(p, axis).fit(b)
}

func brokenForm(p *points, axis Axis) *form {
	low, high := p.ends()
	first, last := p.u[0], p.u[len(p.u)-1]
	f := &form{
		name: "broken-power-law", points: p, law: broken{low, high, first, last},
		needs:     []need{{"values of " + string(axis), p.first, 6, "its constants"}},
		constants: []constant{floor("a"), scale("b"), {name: "c0"}, {"c1", signOnly}, scale("d"), scale("f")},
		values: func(t *vector) []float64 {
			return []float64{present(t[0], low), math.Exp(t[1] + t[2]*p.mu), t[2], t[3], math.Exp(p.mu + t[4]), math.Exp(t[5])}
		},
		place: p.axis(axis),
	}
	span := last - first
	for _, share := range []float64{0.1, 0.5, 0.9} {
		e := math.Log(share) + low
		rest := math.Log(math.Exp((low+high)/2) - math.Exp(e))
		for _, at := range []float64{0.15, 0.3, 0.5, 0.7, 0.85} {
			for _, slopes := range [][2]float64{{0.05, 0.3}, {0.3, -0.25}, {0.1, 0.8}, {0.8, -0.7}} {
				f.starts = append(f.starts, vector{e, rest, slopes[0], slopes[1], first + at*span, math.Log(span / 20)})
			}
		}
	}
	return f
}

// broken is ln(a + b x^-c0 (1 + (x/d)^(1/f))^(-c1 f)). Its parameters are ln a, ln b, c0, c1, ln d and
// ln f.
type broken struct{ lowest, highest, first, last float64 } // ln loss and ln x of the runs

var _ law = broken{}

// sharpest is the number of times that the narrowest break fits into the range of ln x: runs cannot
// resolve a narrower one.
const sharpest = 50

func (broken) size() int { return 6 }

func (b broken) box() (low, high vector) {
	span := b.last - b.first
	return vector{b.lowest - vanished, b.lowest - 2*vanished, -greatestExponent, -2 * greatestExponent, b.first, math.Log(span / sharpest)},
		vector{b.highest, b.highest + 2*vanished, greatestExponent, 2 * greatestExponent, b.last, math.Log(span)}
}

// common is the width of the break.
func (broken) common(t *vector) float64 { return math.Exp(t[5]) }

// value keeps the distance from the break in widths, the share of it that is passed, the logarithm of its factor over -c1, and
// both terms, relative to the larger, with their sum.
func (broken) value(t *vector, width, u, _ float64, k *kept) float64 {
	s := (u - t[4]) / width
	away := math.Exp(-math.Abs(s))
	turned := 1 / (1 + away)
	if s < 0 {
		turned *= away
	}
	soft := max(s, 0) + math.Log1p(away)
	bend := width * soft
	top := t[1] - t[2]*u - t[3]*bend
	m, e, n := top, 1.0, 1.0
	if t[0] > top {
		m, n = t[0], math.Exp(top-t[0])
	} else {
		e = math.Exp(t[0] - top)
	}
	sum := e + n
	*k = kept{s, turned, bend, e, n, sum}
	return m + math.Log(sum)
}

func (broken) derive(t *vector, width, u, _ float64, k *kept, g *vector, h *matrix) {
	s, turned, bend, e, n := k[0], k[1], k[2], k[3]/k[5], k[4]/k[5]
	z := [...]float64{1, -u, -bend, t[3] * turned, -t[3] * (bend - (u-t[4])*turned)}
	turning := turned * (1 - turned)
	g[0], h[0][0] = e, e-e*e
	for j := range z {
		g[j+1] = n * z[j]
		h[0][j+1] = -e * g[j+1]
		for k := j; k < len(z); k++ {
			h[j+1][k+1] = n * z[j] * z[k] * e
		}
	}
	h[3][4] += n * turned
	h[3][5] -= n * (bend - (u-t[4])*turned)
	h[4][4] -= n * t[3] * turning / width
	h[4][5] -= n * t[3] * turning * s
	h[5][5] -= n * t[3] * (bend - (u-t[4])*turned + width*s*s*turning)
}
