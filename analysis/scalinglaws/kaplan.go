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

func (power) at(t *vector, u, _ float64, g *vector, h *matrix) float64 {
	*g = vector{1, -u}
	return t[0] - t[1]*u
}
