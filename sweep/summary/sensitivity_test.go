package summary

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// bilinear is test loss 10^(2u) (1 + w) of size 100^(1+u) and decay 1/2 + w, with noise that
// seeds 1 and 2 have with opposite signs.
func bilinear(point []any, seed int64) []sim.TaskResult {
	u, w := math.Log10(scenarios.Number(point[0]))/2-1, scenarios.Number(point[1])-0.5
	r := sim.TaskResult{Name: "first"}
	r.TestLoss = math.Pow(10, 2*u)*(1+w) + 0.1*float64(2*seed-3)
	r.StepTest = nil
	return []sim.TaskResult{r}
}

func TestMorrisEffectsAreInUnitsOfTheRange(t *testing.T) {
	dir := planned(t, study(t, "{design: morris, trajectories: 20, seeds: 2, "+ranges+"}"), bilinear)
	got, err := Sensitivity(dir, "test_loss", "", true)
	if err != nil {
		t.Fatal(err)
	}
	if got.Task != "first" || got.Design != scenarios.Morris || got.Units != 20 || got.Runs != 120 || got.Sobol != nil || len(got.Axes) != 2 {
		t.Errorf("%+v", got)
	}
	// The logarithm of the mean is 2u + log10(1+w). Sizes are rounded to whole parameters: to half
	// of one in 100, 0.0022 in the logarithm, at most.
	if mu := got.Morris.Mu[0]; math.Abs(mu.Value-2) > 0.01 || got.Morris.Sigma[0].Value > 0.01 {
		t.Errorf("along params: %+v, sigma %+v", mu, got.Morris.Sigma[0])
	}
	least, most := 1.5*math.Log10(2/(4./3)), 1.5*math.Log10(5./3)
	if mu := got.Morris.Mu[1]; mu.Value < least-0.01 || mu.Value > most+0.01 || mu.Low > mu.Value || mu.High < mu.Value {
		t.Errorf("along weight_decay: %+v, not from %g to %g", mu, least, most)
	}
}

func TestSobolIndicesOfASweep(t *testing.T) {
	dir := planned(t, study(t, "{design: saltelli, points: 512, seeds: 2, "+ranges+"}"), bilinear)
	got, err := Sensitivity(dir, "test_loss", "first", false)
	if err != nil {
		t.Fatal(err)
	}
	// Of 10^(2u) (1 + w), u and w uniform on the unit interval.
	m, square := 99/math.Log(100), 9999/math.Log(10000)
	v1, v2 := (square-m*m)*2.25, m*m/12
	v := square*7/3 - m*m*2.25
	for k, exact := range [][2]float64{{v1 / v, 1 - v2/v}, {v2 / v, 1 - v1/v}} {
		first, total := got.Sobol.First[k], got.Sobol.Total[k]
		if exact[0] < first.Low || exact[0] > first.High || exact[1] < total.Low || exact[1] > total.High {
			t.Errorf("axis %s: %+v, %+v, exactly %v", got.Axes[k], first, total, exact)
		}
	}
	if got.Units != 512 || got.Morris != nil || math.Abs(got.Sobol.Variance/v-1) > 0.05 {
		t.Errorf("%+v, variance %g", got.Sobol, v)
	}
}

func TestSensitivityRefuses(t *testing.T) {
	keys := "{design: saltelli, points: 8, " + ranges + "}"
	whole := planned(t, study(t, keys), bilinear)
	grid := tables(t, itemsAndParams, 1, learned)
	short := planned(t, study(t, keys), bilinear) // parts of 8 runs
	for _, part := range []int{1, 3} {
		if err := os.Remove(output.PartPath(short, output.Runs, part)); err != nil {
			t.Fatal(err)
		}
	}
	void := planned(t, study(t, keys), func([]any, int64) []sim.TaskResult {
		return []sim.TaskResult{{Name: "first", TaskState: sim.TaskState{Metrics: sim.Metrics{TestLoss: math.Inf(1)}}}}
	})
	adaptive := planned(t, study(t, "{design: adaptive, boundary: {}, points: 32, "+ranges+"}"), halved)
	empty := t.TempDir()
	odd := planned(t, study(t, keys), bilinear)
	edit(t, odd, `"seeds": 1,`, `"seeds": 3,`)
	for _, c := range []struct {
		dir, of, task string
		log           bool
		want          string
	}{
		{grid, "test_loss", "", false, grid + ": needs at least 64 points, has 15; the same sweep with more values of its axes and --extend adds them"},
		{adaptive, "test_loss", "", false, adaptive + ": design adaptive gathers its points where something happens, expected a design whose points cover the axes, such as sobol"},
		{filepath.Dir(whole), "test_loss", "", false, filepath.Dir(whole) + ": holds no sweep itself, expected a folder in it such as " + whole},
		{empty, "test_loss", "", false, empty + ": holds no sweep, expected a scenario's folder of tables"},
		{whole, "test_acuracy", "", false, whole + `: no quantity "test_acuracy", did you mean test_accuracy?`},
		{whole, "kurtosis", "", false, whole + `: no quantity "kurtosis"` + output.QuantityHint("kurtosis")},
		{whole, "test_loss", "firts", false, `task of study: unknown task "firts", did you mean first?`},
		{odd, "test_loss", "", false, odd + ": manifest.json has 32 runs with 3 seeds each point, expected whole points"},
		{whole, "penalty", "", true, whole + ": penalty of run 0 is 0, which has no logarithm"},
		{void, "test_loss", "", false, void + ": run 0 has no test_loss"},
		{short, "test_loss", "", false, short + ": lacks runs 8-15, 24-31 of 32; circsim sweep makes them"},
	} {
		var refused *text.Refusal
		if _, err := Sensitivity(c.dir, c.of, c.task, c.log); !errors.As(err, &refused) || err.Error() != c.want {
			t.Errorf("%v\nnot %s", err, c.want)
		}
	}
}

// edit changes a folder's manifest.
func edit(t *testing.T, dir, from, to string) {
	t.Helper()
	path := filepath.Join(dir, output.ManifestName)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), from, to, 1)
	if changed == string(text) {
		t.Fatalf("no %s in the manifest", from)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The error for a truncated part says how to repair it.
func TestDamagedPartIsTold(t *testing.T) {
	dir := planned(t, study(t, "{design: saltelli, points: 8, "+ranges+"}"), bilinear)
	path := output.PartPath(dir, output.Runs, 2)
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	_, explaining := Sensitivity(dir, "test_loss", "", false)
	_, closing := Summarize(dir)
	for _, err := range []error{explaining, closing} {
		if err == nil || !strings.HasPrefix(err.Error(), path) || !strings.HasSuffix(err.Error(), "; circsim sweep makes damaged parts again") {
			t.Error(err)
		}
	}
}

func TestGapsAreTold(t *testing.T) {
	var g gaps
	for run := int64(0); run < 40; run += 5 {
		g.upTo(run)
		g.next++
	}
	if want := "runs 1-4, 6-9, 11-14, 16-19, 21-24 and others, 28 in all,"; g.String() != want {
		t.Error(g.String())
	}
	one := gaps{next: 3}
	one.upTo(4)
	one.upTo(4)
	if one.String() != "run 3" {
		t.Error(one.String())
	}
}
