package scalinglaws

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Runs that cannot identify the constants are refused, and the error says what they lack.
func TestRefusals(t *testing.T) {
	sum := specimens[2].loss
	whole := grid(4, sum, exactly)
	where := func(keep func(r Run) bool) []Run {
		return slices.DeleteFunc(slices.Clone(whole), func(r Run) bool { return !keep(r) })
	}
	oneSize := where(func(r Run) bool { return r.Params == whole[0].Params })
	oneData := where(func(r Run) bool { return r.Tokens == whole[0].Tokens })
	manyOf := func(runs []Run) []Run { return append(append(slices.Clone(runs), runs...), runs...) }
	ratio := row(8, 1e9, func(Run) float64 { return 0 }, exactly)
	for i := range ratio {
		ratio[i].Tokens = 20 * ratio[i].Params
		ratio[i].Loss = sum(ratio[i])
	}
	twoSizes := where(func(r Run) bool { return r.Params < 1.1e7 })
	unknown := slices.Clone(whole)
	unknown[3].Tokens = math.NaN()
	negative := slices.Clone(whole)
	negative[3].Loss = -1
	hoffmann := func(runs []Run) error { _, err := Hoffmann(runs, stat.Bootstrap{}); return err }
	for name, c := range map[string]struct {
		fit  func([]Run) error
		runs []Run
		want string
	}{
		"none":            {hoffmann, nil, "no runs"},
		"few":             {hoffmann, whole[:4], "hoffmann: its constants need 5 different runs, there are 4"},
		"twins":           {hoffmann, manyOf(whole[:4]), "hoffmann: its constants need 5 different runs, there are 4"},
		"one size":        {hoffmann, manyOf(append(oneSize, Run{whole[0].Params, 5e8, 0, 4})), "hoffmann: E, A and alpha need 3 sizes (N), the runs have 1"},
		"two sizes":       {hoffmann, twoSizes, "hoffmann: E, A and alpha need 3 sizes (N), the runs have 2"},
		"one data size":   {hoffmann, manyOf(append(oneData, Run{3e6, whole[0].Tokens, 0, 4})), "hoffmann: E, B and beta need 3 amounts of data (D), the runs have 1"},
		"one ratio":       {hoffmann, ratio, "hoffmann: A and alpha, apart from B and beta, need 2 values of D/N^s for any s, the runs have 1"},
		"unknown":         {hoffmann, unknown, "run 3: tokens is NaN, expected a number above 0"},
		"negative":        {hoffmann, negative, "run 3: loss is -1, expected a number above 0"},
		"gadre, one M":    {func(r []Run) error { _, err := OverTraining(r, stat.Bootstrap{}); return err }, ratio, "gadre: alpha, apart from beta, need 2 numbers of tokens per parameter (M), the runs have 1"},
		"kaplan, one D":   {func(r []Run) error { _, err := Kaplan(r, Tokens, stat.Bootstrap{}); return err }, oneData, "kaplan-d: its constants need 2 different runs, there are 1"},
		"kaplan-nd":       {func(r []Run) error { _, err := KaplanBoth(r, stat.Bootstrap{}); return err }, oneSize, "kaplan-nd: aN and Nc need 2 sizes (N), the runs have 1"},
		"break, 4 sizes":  {func(r []Run) error { _, err := BrokenPowerLaw(r, Params, stat.Bootstrap{}); return err }, whole, "broken-power-law: its constants need 6 different runs, there are 4"},
		"no compute":      {func(r []Run) error { _, _, err := IsoFLOP(r, stat.Bootstrap{}); return err }, []Run{{Params: 1, Loss: 1}}, "run 0: flops is 0, expected a number above 0"},
		"one budget":      {func(r []Run) error { _, _, err := IsoFLOP(r, stat.Bootstrap{}); return err }, whole, "isoflop: a needs 2 budgets with a certain minimum, the runs have 1"},
		"no envelope":     {func(r []Run) error { _, err := Envelope(r, stat.Bootstrap{}); return err }, oneSize, "envelope: a needs 3 stretches of compute with a best run, the runs have 0"},
		"errors and runs": {func(r []Run) error { _, err := Downstream(r, make([]float64, 3), stat.Bootstrap{}); return err }, whole, "downstream: 3 errors of 16 runs"},
		"no error":        {func(r []Run) error { _, err := Downstream(r, make([]float64, 16), stat.Bootstrap{}); return err }, whole, "run 0: error is 0, expected a number above 0"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.fit(c.runs); err == nil || err.Error() != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

// Constants that a fit does not identify are flagged, and the warnings say why.
func TestNotIdentified(t *testing.T) {
	noise := func(sd float64, seed int64) scatter { return lognormal(sd, random.NewStream(seed, "noise")) }
	b := bootstrap(200)
	for name, c := range map[string]struct {
		fit     func() (Fit, error)
		blurred []string // constants that must not be identified
		warning string   // that there must be
	}{
		"no irreducible loss": {
			func() (Fit, error) {
				loss := func(r Run) float64 { return 40*math.Pow(r.Params, -0.2) + 90*math.Pow(r.Tokens, -0.2) }
				return Hoffmann(grid(side, loss, noise(0.01, 1)), b)
			},
			[]string{"E"}, "E: its interval",
		},
		"as many runs as constants": {
			func() (Fit, error) { return Hoffmann(grid(3, specimens[2].loss, noise(0.01, 2))[2:7], b) },
			[]string{"E", "A", "B", "alpha", "beta", "a", "b", "G"}, "resamples have no fit",
		},
		"loss that data do not move": {
			func() (Fit, error) {
				loss := func(r Run) float64 { return 2 + 480*math.Pow(r.Params, -0.35) }
				return Hoffmann(grid(side, loss, noise(0.002, 3)), b)
			},
			[]string{"beta", "G"}, "",
		},
		"noise that hides the law": {
			func() (Fit, error) { return Hoffmann(grid(4, specimens[2].loss, noise(0.5, 4)), b) },
			[]string{"E", "A", "B", "alpha", "beta"}, "its interval",
		},
		"no break": {
			func() (Fit, error) {
				loss := func(r Run) float64 { return 1.5 + 30*math.Pow(r.Params, -0.15) }
				return BrokenPowerLaw(row(60, 1e12, loss, noise(0.003, 5)), Params, b)
			},
			[]string{"c1"}, "",
		},
		"error at chance": {
			func() (Fit, error) {
				runs, errors := make([]Run, 20), make([]float64, 20)
				for i := range runs {
					runs[i].Loss = 2 + 0.1*float64(i)
					errors[i] = 0.75 * noise(0.01, 6)(i)
				}
				return Downstream(runs, errors, b)
			},
			[]string{"k", "gamma"}, "",
		},
		"rising loss": {
			func() (Fit, error) {
				return Kaplan(row(20, 1e9, func(r Run) float64 { return math.Pow(r.Params, 0.1) }, noise(0.01, 7)), Params, b)
			},
			[]string{"Nc", "aN"}, "end of a constant's range",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fit, err := c.fit()
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range c.blurred {
				if constant, ok := fit.Get(name); !ok || constant.Identified {
					t.Errorf("%+v", constant)
				}
			}
			if len(fit.Warnings) == 0 || !strings.Contains(strings.Join(fit.Warnings, "\n"), c.warning) {
				t.Errorf("%q", fit.Warnings)
			}
		})
	}
}

// Where a form has no answer, it fails or returns NaN.
func TestNoAnswer(t *testing.T) {
	runs := grid(side, specimens[2].loss, exactly)
	power, err := Kaplan(runs, Params, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := power.Optimum(1e20); err == nil {
		t.Error("a law along one axis has an optimum")
	}
	law, err := Hoffmann(runs, stat.Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := law.Optimum(math.NaN()); err == nil {
		t.Error("an unknown budget has an optimum")
	}
	if p := law.Predict(Run{Params: 1e9, Tokens: math.NaN()}); !math.IsNaN(p.Value) {
		t.Errorf("unknown tokens: %+v", p)
	}
	if p := law.Predict(runs[0]); math.IsNaN(p.Value) || !math.IsInf(p.High, 1) || !math.IsInf(p.Run.High, 1) {
		t.Errorf("without a bootstrap: %+v", p)
	}
}
