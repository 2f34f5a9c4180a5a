package scalinglaws

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/optimize"
)

// published are the 4,500 starts of Hoffmann et al. and of their replication.
func published(p *points) []vector {
	var starts []vector
	steps := func(from, step float64, n int, do func(x float64)) {
		for i := range n {
			do(from + step*float64(i))
		}
	}
	steps(0, 0.5, 5, func(alpha float64) {
		steps(0, 0.5, 5, func(beta float64) {
			steps(-1, 0.5, 5, func(e float64) {
				steps(0, 5, 6, func(a float64) {
					steps(0, 5, 6, func(b float64) {
						starts = append(starts, vector{e, a - alpha*p.mu, b - beta*p.mv, alpha, beta})
					})
				})
			})
		})
	})
	return starts
}

// No published start leads to a better optimum, by this package's descent or by L-BFGS, and most lead to
// the same one.
func TestNoBetterOptimum(t *testing.T) {
	f := hoffmannForm(placed(inSizeAndData(chinchilla(t))))
	found := f.search()
	best := found.best().value
	var some []vector
	for i, start := range published(f.points) {
		if i%23 == 0 {
			some = append(some, start)
		}
	}
	values, _ := stat.Parallel(t.Context(), len(some), func(i int) [2]float64 {
		theta := some[i]
		value, _ := newton(objectiveOf(f.law, f.points, f.points.once()), &theta, wholly)
		return [2]float64{value, lbfgs(f, some[i])}
	})
	var reached [2]int
	for _, v := range values {
		for k, x := range v {
			if x < best*(1-1e-9) {
				t.Errorf("an objective of %.12g where the best was %.12g", x, best)
			}
			if x < best*(1+alike) {
				reached[k]++
			}
		}
	}
	t.Logf("of %d published starts %d reached the best objective by the descent, %d by L-BFGS alone; of our %d %d did", len(some), reached[0], reached[1], len(f.starts), found.atBest)
	if reached[0] < len(some)*9/10 || reached[1] == 0 {
		t.Errorf("%v of %d published starts reached the best objective", reached, len(some))
	}
}

// lbfgs is the minimum that gonum's L-BFGS finds.
func lbfgs(f *form, start vector) float64 {
	var q quadratic
	o := objectiveOf(f.law, f.points, f.points.once())
	at := func(x []float64) *quadratic {
		var theta vector
		copy(theta[:], x)
		if !o.expand(&theta, math.Inf(1), &q) {
			return &quadratic{value: math.Inf(1)}
		}
		return &q
	}
	result, _ := optimize.Minimize(optimize.Problem{
		Func: func(x []float64) float64 { return at(x).value },
		Grad: func(g, x []float64) { copy(g, at(x).gradient[:len(x)]) },
	}, start[:f.law.size()], &optimize.Settings{GradientThreshold: 1e-12, MajorIterations: 2000}, &optimize.LBFGS{})
	if result == nil || math.IsNaN(result.F) {
		return math.Inf(1)
	}
	return result.F
}

// The optimum of all runs is a sufficient start for resamples: all other starts find nothing better.
func TestResamplesNeedNoMoreStarts(t *testing.T) {
	f := hoffmannForm(placed(inSizeAndData(chinchilla(t))))
	whole := f.search()
	b := bootstrap(10)
	for r := range b.Resamples {
		count := make([]float64, len(f.points.y))
		b.Count(0, r, count)
		warm := whole.best().theta
		value, converged := newton(objectiveOf(f.law, f.points, count), &warm, wholly)
		if !converged {
			t.Errorf("resample %d did not converge", r)
		}
		others, _ := stat.Parallel(t.Context(), len(f.starts), func(i int) float64 {
			theta := f.starts[i]
			value, _ := newton(objectiveOf(f.law, f.points, count), &theta, wholly)
			return value
		})
		for i, other := range others {
			if other < value*(1-alike) {
				t.Errorf("resample %d: start %d ends at %.12g, the warm one at %.12g", r, i, other, value)
			}
		}
	}
}
