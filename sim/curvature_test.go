package sim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"gonum.org/v1/gonum/mat"
)

// route lists circuits that cover exp(-c rho^k) of a task's items, each 1.7 times harder to form than the one
// before: a way of solving it whose accuracy follows exp(-c N^-alpha), if circuits form where N is large enough.
func route(gain, c, rho float64, circuits int) []string {
	var list []string
	for k := range circuits {
		coverage := math.Exp(-c * math.Pow(rho, float64(k)))
		list = append(list, fmt.Sprintf("{gain: %g, coverage: %g, initial: 4.9e-9, footprint: 500, congestion: 0.935, tickets: 1}",
			gain*math.Pow(1.7, -float64(k))/coverage, coverage))
	}
	return list
}

// curvature is the quadratic coefficient of log(-log accuracy) in log10 size, by least squares.
func curvature(t *testing.T, size, accuracy []float64) float64 {
	t.Helper()
	x, y := mat.NewDense(len(size), 3, nil), mat.NewVecDense(len(size), nil)
	for i := range size {
		u := math.Log10(size[i] / size[len(size)/2])
		x.SetRow(i, []float64{1, u, u * u})
		y.SetVec(i, math.Log(-math.Log(accuracy[i])))
	}
	var fit mat.VecDense
	if err := fit.SolveVec(x, y); err != nil {
		t.Fatal(err)
	}
	return fit.AtVec(2)
}

// The sign test of PassUntil (arXiv:2310.03262, sec 5): where every step follows exp(-c N^-alpha), log(-log) of
// the accuracy is convex in log N for a product of steps (Theorem 2) and concave where circuits compete for
// one task and the best answers (Theorem 3). That they compete for one budget does not change the signs.
func TestCurvatureOfProductsAndOfCompetition(t *testing.T) {
	slow, fast := route(0.1, 3, 0.85, 15), route(0.1*math.Pow(1.7, -2.3), 7, 0.64, 13)
	task := "{share: 1e-3, classes: 1e5, items: 1e6, generalization: [%s]}\n"
	s := parse(t, `
name: routes
model: {params: 1e6, bits_per_param: 2.65, noise: 0.53}
training: {steps: 1e10, batch: 1000, weight_decay: 0}
record: {points: 2, circuits: none}
tasks:
  facts: {share: 0.986, classes: 1024, items: 1e15, frequency: {zipf: 1.34}, memorization: {gain: 107, initial: 0.004, cohorts: 30}}
  style: {share: 0.01, classes: 10, items: 1e6, generalization: {gain: 1, initial: 4.9e-9, footprint: 500, congestion: 0.935}}
  slow: `+fmt.Sprintf(task, strings.Join(slow, ", "))+`
  fast: `+fmt.Sprintf(task, strings.Join(fast, ", "))+`
  rivals: `+fmt.Sprintf(task, strings.Join(append(slow, fast...), ", "))+`
  product: {share: 1e-3, classes: 1e5, items: 0, requires: [slow, fast], format: style}
`)
	const sizes = 17
	at := func(i int) float64 { return 5.6e5 * math.Pow(40, float64(i)/(sizes-1)) }
	runs := wholeRuns(t, s, func(i int) []scenarios.Assignment { return []scenarios.Assignment{params(int64(at(i)))} }, sizes)[0]
	of := func(accuracy func(tasks map[string]TaskResult) float64) float64 {
		var x, y []float64
		for i, tasks := range runs {
			x, y = append(x, at(i)), append(y, accuracy(tasks))
		}
		return curvature(t, x, y)
	}
	direct := func(name string) float64 {
		return of(func(tasks map[string]TaskResult) float64 { return tasks[name].ExactMatch })
	}
	product := of(func(tasks map[string]TaskResult) float64 { return *tasks["product"].ChainOfThought })
	a, b, rivals := direct("slow"), direct("fast"), direct("rivals")
	t.Logf("per decade squared: steps %.2f and %.2f, their product %.2f, both as rivals %.2f", a, b, product, rivals)
	if product <= 0 || product <= max(a, b) {
		t.Errorf("the product is no more convex (%.2f) than its steps (%.2f, %.2f)", product, a, b)
	}
	if rivals >= 0 || rivals >= min(a, b) {
		t.Errorf("rivals are no more concave (%.2f) than each alone (%.2f, %.2f)", rivals, a, b)
	}
}

// The premise of Theorem 2 matters: where the steps are sharp, and do not follow exp(-c N^-alpha), the accuracy of
// a short chain bends the other way while it rises from one in 1e5, as little as PassUntil can see, to 0.99.
func TestShortChainsOfSharpStepsAreConcave(t *testing.T) {
	s := shipped(t, "chain-of-thought")
	const sizes = 17
	at := func(i int) float64 { return 2e5 * math.Pow(20, float64(i)/(sizes-1)) }
	for seed, runs := range wholeRuns(t, s, func(i int) []scenarios.Assignment { return []scenarios.Assignment{params(int64(at(i)))} }, sizes) {
		for _, name := range stepped {
			var x, y []float64
			for i, tasks := range runs {
				if chain := *tasks[name].ChainOfThought; chain > 1e-5 && chain < 0.99 {
					x, y = append(x, at(i)), append(y, chain)
				}
			}
			if len(x) < 5 {
				t.Fatalf("seed %d, %s: %d sizes on the way up", seed+1, name, len(x))
			}
			bend := curvature(t, x, y)
			t.Logf("seed %d, %s: %.2f from %.3g to %.3g parameters", seed+1, name, bend, x[0], x[len(x)-1])
			if name != "eight-steps" && bend >= 0 {
				t.Errorf("seed %d, %s: %.2f", seed+1, name, bend)
			}
		}
	}
}
