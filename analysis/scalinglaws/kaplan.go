package scalinglaws

import (
	"cmp"
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
)

// Kaplan fits the power law L = (Xc/X)^aX along one axis, with constants Nc and aN, Dc and aD, or Cc
// (in FLOPs) and aC. Kaplan et al., arXiv:2001.08361, equations 1.1 to 1.3.
//
// It fails where a number is not above 0 and where the axis takes one value only.
func Kaplan(runs []Run, axis Axis, b stat.Bootstrap) (Fit, error) {
	f, err := kaplanForm(runs, axis)
	if err != nil {
		return Fit{}, err
	}
	return f.fit(b)
}

func kaplanForm(runs []Run, axis Axis) (*form, error) {
	p, err := along(axis, runs)
	if err != nil {
		return nil, err
	}
	low, high := p.ends()
	letter := axis.letter()
	big := strings.ToUpper(letter)
	f := &form{
		name: "kaplan-" + letter, points: p, law: power{low, high},
		needs:     []need{{"values of " + string(axis), p.first, 2, "its constants"}},
		constants: []constant{scale(big + "c"), exponent("a" + big)},
		values:    func(t *vector) []float64 { return []float64{math.Exp(p.mu + t[0]/t[1]), t[1]} },
		place:     p.along(axis),
	}
	for _, alpha := range exponents {
		f.starts = append(f.starts, vector{(low + high) / 2, alpha})
	}
	return f, nil
}

// along are the points of forms along one axis.
func along(axis Axis, runs []Run) (*points, error) {
	list := make([][3]float64, len(runs))
	for i, r := range runs {
		if err := cmp.Or(positive(i, string(axis), axis.of(r)), positive(i, "loss", r.Loss)); err != nil {
			return nil, err
		}
		list[i] = [3]float64{math.Log(axis.of(r)), 0, math.Log(r.Loss)}
	}
	return gather(list)
}

// along is where a run lies among points along an axis.
func (p *points) along(axis Axis) func(Run) (u, v float64) {
	return func(r Run) (u, v float64) { return math.Log(axis.of(r)) - p.mu, 0 }
}

// power is a straight line in logarithms: its height at the mean, and minus its slope.
type power struct{ lowest, highest float64 } // ln loss

var _ law = power{}

func (power) size() int { return 2 }

func (p power) box() (low, high vector) {
	return vector{p.lowest - vanished, leastExponent}, vector{p.highest + vanished, greatestExponent}
}

func (power) at(t *vector, u, _ float64, g *vector, h *matrix) float64 {
	*g = vector{1, -u}
	return t[0] - t[1]*u
}
