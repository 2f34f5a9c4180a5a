package scalinglaws

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/mat"
)

const (
	illConditioned = 1e6  // condition number from which the constants are degenerate
	tooManyLost    = 0.05 // share of resamples without a fit above which the others are not representative
)

// judge sets the constants of a fit with their intervals and says which of them are identified.
func (f *form) judge(fit *Fit, best *end, thetas []vector) {
	values, sound := f.values(&best.theta), f.sound(fit, best)
	columns := make([][]float64, len(values))
	for i := range thetas {
		for j, x := range f.values(&thetas[i]) {
			columns[j] = append(columns[j], x)
		}
	}
	for j, c := range f.constants {
		fit.Constants = append(fit.Constants, Constant{c.name, stat.Bootstrapped(values[j], columns[j]), sound})
	}
	fit.blur(f.constants)
}

// constant is the name of a constant of a form, and how narrow its interval must be for the runs to
// identify it.
type constant struct {
	name   string
	factor float64 // largest ratio of the ends of an interval that excludes 0; 0: any interval will do
}

// signOnly is the factor of a constant that may be of any size but must differ from 0.
var signOnly = math.Inf(1)

func exponent(name string) constant { return constant{name, 10} }

func scale(name string) constant { return constant{name, 100} }

// floor is an irreducible loss.
func floor(name string) constant { return constant{name, 10} }

// blurred is why an interval is too wide to identify the constant; empty: it is not.
func (c constant) blurred(low, high float64) string {
	if high < 0 {
		low, high = -high, -low
	}
	switch {
	case c.factor == 0:
		return ""
	case low <= 0:
		return "includes 0"
	case high > c.factor*low:
		return fmt.Sprintf("spans a factor of %.3g", high/low)
	}
	return ""
}

// blur marks the constants with too wide an interval as not identified.
func (f *Fit) blur(constants []constant) {
	for j := range f.Constants {
		c := &f.Constants[j]
		if c.Reason != "" {
			continue
		}
		if why := constants[j].blurred(c.Low, c.High); why != "" {
			c.Identified = false
			f.warn("%s: its interval, %.4g to %.4g, %s", c.Name, c.Low, c.High, why)
		}
	}
}

// sound is whether the fit as a whole can identify its constants. It adds warnings to the fit.
func (f *form) sound(fit *Fit, best *end) bool {
	ok := true
	refuse := func(format string, arguments ...any) {
		ok = false
		fit.warn(format, arguments...)
	}
	if !best.converged {
		refuse("no start converged: the objective is flat or has no minimum; the best of %d ended at %s", fit.Starts, f.told(&best.theta))
	}
	if f.atBound(&best.theta) {
		refuse("the optimum lies at the end of a constant's range")
	}
	if !(fit.Condition < illConditioned) {
		refuse("constants are degenerate: condition number %.3g", fit.Condition)
	}
	if fit.Starts > 1 && fit.AtBest == 1 {
		fit.warn("one of %d starts reached the best objective: there may be a better optimum", fit.Starts)
	}
	if fit.Resamples > 0 {
		if share := float64(fit.Failed) / float64(fit.Resamples); share > tooManyLost {
			refuse("%d of %d resamples have no fit: the runs are too few or too similar", fit.Failed, fit.Resamples)
		}
		if share := float64(fit.RanAway) / float64(fit.Resamples); share > stat.Tail {
			fit.warn("a constant reached the end of its range in %d of %d resamples", fit.RanAway, fit.Resamples)
		}
	}
	return ok
}

// told writes the constants at a point.
func (f *form) told(theta *vector) string {
	var list []string
	for j, x := range f.values(theta) {
		list = append(list, fmt.Sprintf("%s %.3g", f.constants[j].name, x))
	}
	return strings.Join(list, ", ")
}

func (f *Fit) warn(format string, arguments ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, arguments...))
}

// condition is the condition number of the Jacobian of ln of the prediction by the parameters, its
// columns scaled to unit length.
func (f *form) condition(theta *vector) float64 {
	n := f.law.size()
	jacobian := mat.NewDense(len(f.points.y), n, nil)
	var g, length vector
	var h matrix
	for i := range f.points.y {
		derived(f.law, theta, f.points.u[i], f.points.v[i], &g, &h)
		for j := range n {
			jacobian.Set(i, j, g[j])
			length[j] += g[j] * g[j]
		}
	}
	if slices.ContainsFunc(length[:n], func(square float64) bool { return !(square > 0) }) {
		return math.Inf(1)
	}
	jacobian.Apply(func(_, j int, x float64) float64 { return x / math.Sqrt(length[j]) }, jacobian)
	var svd mat.SVD
	if !svd.Factorize(jacobian, mat.SVDNone) {
		return math.Inf(1)
	}
	return svd.Cond()
}
