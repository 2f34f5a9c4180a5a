package sim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"gonum.org/v1/gonum/mat"
)

// route lists circuits that cover exp(-c rho^k) of a task's items, each 1.4 times harder to form than the one
// before: a way of solving it whose accuracy follows exp(-c N^-alpha), if circuits form where N is large enough.
func route(gain, c, rho float64, circuits int) []string {
	var list []string
	for k := range circuits {
		coverage := math.Exp(-c * math.Pow(rho, float64(k)))
		list = append(list, fmt.Sprintf("{gain: %g, coverage: %g, initial: 4.9e-9, footprint: 500, congestion: 0.935, tickets: 1}",
			gain*math.Pow(1.4, -float64(k))/coverage, coverage))
	}
	return list
}

// The sign test of PassUntil (arXiv:2310.03262, sec 5): where every step follows exp(-c N^-alpha), log(-log) of
// the accuracy is convex in log N for a product of steps (Theorem 2) and concave where circuits compete for
// one task and the best answers (Theorem 3). That they compete for one budget does not change the signs.
func TestCurvatureOfProductsAndOfCompetition(t *testing.T) {
	slow, fast := route(0.1, 3, 0.9, 24), route(0.1*math.Pow(1.4, -3.6), 7, 0.75, 20)
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
	const sizes = 13
	at := func(i int) float64 { return 5.6e5 * math.Pow(40, float64(i)/(sizes-1)) }
	runs := wholeRuns(t, s, func(i int) []scenarios.Assignment { return []scenarios.Assignment{params(int64(at(i)))} }, sizes)[0]
	curvature := func(accuracy func(tasks map[string]TaskResult) float64) float64 {
		x, y := mat.NewDense(sizes, 3, nil), mat.NewVecDense(sizes, nil)
		for i, tasks := range runs {
			u := math.Log10(at(i) / at(sizes/2))
			x.SetRow(i, []float64{1, u, u * u})
			y.SetVec(i, math.Log(-math.Log(accuracy(tasks))))
		}
		var fit mat.VecDense
		if err := fit.SolveVec(x, y); err != nil {
			t.Fatal(err)
		}
		return fit.AtVec(2)
	}
	direct := func(name string) float64 {
		return curvature(func(tasks map[string]TaskResult) float64 { return tasks[name].ExactMatch })
	}
	product := curvature(func(tasks map[string]TaskResult) float64 { return *tasks["product"].ChainOfThought })
	a, b, rivals := direct("slow"), direct("fast"), direct("rivals")
	t.Logf("per decade squared: steps %.2f and %.2f, their product %.2f, both as rivals %.2f", a, b, product, rivals)
	// A sum of two exponentials bends more than the two do on average, by the spread of their slopes.
	if product <= 0 || product <= (a+b)/2 {
		t.Errorf("the product is no more convex (%.2f) than its steps are on average (%.2f, %.2f)", product, a, b)
	}
	if rivals >= 0 || rivals >= min(a, b) {
		t.Errorf("rivals are no more concave (%.2f) than each alone (%.2f, %.2f)", rivals, a, b)
	}
}
