package scalinglaws

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestKnownConstantsAreFound(t *testing.T) {
	for _, s := range specimens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			f := s.form(exactly)
			fit, err := f.fit(stat.Bootstrap{})
			if err != nil {
				t.Fatal(err)
			}
			if fit.Form != s.name || fit.AtBest < 2 || len(fit.Constants) != len(s.truth) {
				t.Fatalf("%+v", fit)
			}
			for i, c := range fit.Constants {
				near(t, c.Name, c.Value/s.truth[i], 1, 1e-5)
				if !c.Identified || c.Reason != stat.NoResamples {
					t.Errorf("without a bootstrap: %+v", c)
				}
			}
			p := fit.Predict(s.ahead)
			near(t, "prediction", p.Value, s.loss(s.ahead), 1e-6)
		})
	}
}

// The objective is the sum of Huber losses, at any parameters.
func TestObjective(t *testing.T) {
	f := hoffmannForm(placed(inSizeAndData(grid(3, specimens[2].loss, lognormal(0.002, random.NewStream(1))))))
	rapid.Check(t, func(t *rapid.T) {
		theta := vector{0.6, 0.1, 0.2, 0.3, 0.4}
		for j := range 5 {
			theta[j] += rapid.Float64Range(-0.1, 0.1).Draw(t, "shift")
		}
		count := make([]float64, 9)
		want := 0.0
		for i := range count {
			count[i] = float64(rapid.IntRange(0, 3).Draw(t, "count"))
			u, v := f.points.u[i], f.points.v[i]
			r := math.Abs(math.Log(math.Exp(theta[0])+math.Exp(theta[1]-theta[3]*u)+math.Exp(theta[2]-theta[4]*v)) - f.points.y[i])
			if r <= 1e-3 {
				want += count[i] * r * r / 2
			} else {
				want += count[i] * 1e-3 * (r - 0.5e-3)
			}
		}
		var q quadratic
		objectiveOf(f.law, f.points, count).expand(&theta, math.Inf(1), &q)
		near(t, "objective", q.value, want, 1e-12)
	})
}

// No allocation of the same compute does better than the optimum.
func TestOptimumIsLeast(t *testing.T) {
	fit, err := Hoffmann(grid(side, specimens[2].loss, exactly), stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		flops := math.Exp(rapid.Float64Range(math.Log(1e15), math.Log(1e26)).Draw(t, "ln C"))
		best, err := fit.Optimum(flops)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "6 N D / C", 6*best.Params.Value*best.Tokens.Value/flops, 1, 1e-9)
		factor := math.Exp(rapid.Float64Range(-2, 2).Draw(t, "ln factor"))
		other := fit.Predict(Run{Params: best.Params.Value * factor, Tokens: best.Tokens.Value / factor}).Value
		if other < best.Loss*(1-1e-12) {
			t.Fatalf("%g FLOPs: %v at %g times the best size is less than %v", flops, other, factor, best.Loss)
		}
	})
}

// Other units of size and loss change the constants as the form says, and nothing else.
func TestUnits(t *testing.T) {
	runs := grid(side, specimens[2].loss, lognormal(0.005, random.NewStream(2)))
	plain, err := Hoffmann(runs, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	const thousand, bits = 1e-3, 1 / math.Ln2
	for i := range runs {
		runs[i].Params *= thousand
		runs[i].Loss *= bits
	}
	other, err := Hoffmann(runs, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	e, a, b, alpha, beta := plain.Constants[0].Value, plain.Constants[1].Value, plain.Constants[2].Value, plain.Constants[3].Value, plain.Constants[4].Value
	for i, want := range []float64{e * bits, a * bits * math.Pow(thousand, alpha), b * bits, alpha, beta} {
		near(t, plain.Constants[i].Name, other.Constants[i].Value/want, 1, 1e-5)
	}
	near(t, "objective", other.Objective/plain.Objective, 1, 1e-8)
}

// Neither the order of the runs nor the number of cores nor repetition changes a bit.
func TestSameBytes(t *testing.T) {
	s := random.NewStream(3)
	runs := grid(6, specimens[2].loss, lognormal(0.005, s))
	errors := make([]float64, len(runs))
	for i := range runs {
		runs[i].Params *= math.Exp(0.3 * s.Normal(uint64(100+i)))
		errors[i] = specimens[5].loss(runs[i])
	}
	all := func() []any {
		var list []any
		add := func(fit Fit, err error) {
			if err != nil {
				t.Fatal(err)
			}
			best, _ := fit.Optimum(1e20)
			list = append(list, fit, fit.Predict(Run{Params: 1e10, Tokens: 1e12, FLOPs: 1e22, Loss: 2}), best)
		}
		b := bootstrap(60)
		for _, axis := range []Axis{Params, Tokens, FLOPs} {
			add(Kaplan(runs, axis, b))
		}
		add(KaplanBoth(runs, b))
		add(Hoffmann(runs, b))
		add(OverTraining(runs, b))
		add(BrokenPowerLaw(runs, FLOPs, b))
		add(Downstream(runs, errors, b))
		add(Envelope(runs, b))
		fit, budgets, err := IsoFLOP(profiles(5, exactly), b)
		add(fit, err)
		return append(list, budgets)
	}
	first := all()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(runs), func(i, j int) {
		runs[i], runs[j] = runs[j], runs[i]
		errors[i], errors[j] = errors[j], errors[i]
	})
	exact := cmp.Comparer(func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) })
	if d := cmp.Diff(first, all(), exact, cmpopts.IgnoreUnexported(Fit{})); d != "" {
		t.Error(d)
	}
}

// Runs that all occur twice give the same fit.
func TestTwins(t *testing.T) {
	runs := grid(side, specimens[2].loss, lognormal(0.005, random.NewStream(4)))
	one, err := Hoffmann(runs, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Hoffmann(append(runs, runs...), stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range one.Constants {
		near(t, c.Name, two.Constants[i].Value/c.Value, 1, 1e-5)
	}
	near(t, "objective", two.Objective/one.Objective, 2, 1e-8)
	near(t, "condition", two.Condition/one.Condition, 1, 1e-5)
}

// The condition number is 1 where the columns of the Jacobian are orthogonal, as of a line about its
// mean, and grows where N and D are nearly collinear.
func TestCondition(t *testing.T) {
	line, err := Kaplan(row(20, 1e9, specimens[0].loss, exactly), Params, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "condition", line.Condition, 1, 1e-9)
	s := random.NewStream(5)
	last := 0.0
	for _, spread := range []float64{2, 0.2, 0.02, 0.002} {
		runs := row(30, 1e9, func(Run) float64 { return 0 }, exactly)
		for i := range runs {
			runs[i].Tokens = 100 * runs[i].Params * math.Exp(spread*s.Normal(uint64(i)))
			runs[i].Loss = specimens[2].loss(runs[i])
		}
		fit, err := Hoffmann(runs, stat.Bootstrap{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("tokens per parameter spread by %g: condition %.3g", spread, fit.Condition)
		if fit.Condition < 3*last {
			t.Errorf("condition %g where it was %g at ten times the spread", fit.Condition, last)
		}
		last = fit.Condition
	}
}
