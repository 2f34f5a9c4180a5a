package sweep_test

import (
	"cmp"
	"path/filepath"
	"slices"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/summary"
)

// The adaptive design needs at most a tenth of the runs of a grid of equal resolution, and for every
// seed its bracket of the last rise of test accuracy through one half overlaps that of the grid.
func TestThresholdAgreesWithTheGrid(t *testing.T) {
	if testing.Short() {
		t.Skip("makes two grids of some thousand runs")
	}
	for _, c := range []struct {
		name   string
		axis   string
		coarse string
		fine   string
		common []string
	}{
		{
			"grokking", "tasks.addition.items",
			"log: {from: 1000, to: 12000, points: 8}", "log: {from: 1000, to: 12000, points: 251}", nil,
		},
		{
			"emergence", "model.params",
			"log: {from: 1e3, to: 1e9, points: 19}", "log: {from: 1e3, to: 1e9, points: 1390}", []string{"sweep.seeds=2"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			common := append(c.common, "record.points=2", "record.circuits=none")
			axes := func(span string) string { return "sweep.axes=[{path: " + c.axis + ", " + span + "}]" }
			fine, gridRuns := made(t, c.name, append(common, axes(c.fine)))
			adaptive, runs := made(t, c.name, append(common, axes(c.coarse), "sweep.design=adaptive",
				"sweep.threshold={of: test_accuracy, task: addition, level: 0.5}"))
			found, err := summary.FindThresholds(adaptive)
			if err != nil {
				t.Fatal(err)
			}
			if pass := found.Lines[0].Passes[0]; !pass.Up || pass.Width > 0.01 {
				t.Errorf("%+v", pass)
			}
			want, got := lastRises(t, fine), lastRises(t, adaptive)
			if len(want) != len(got) || len(want) == 0 {
				t.Fatalf("%d seeds, %d on the grid", len(got), len(want))
			}
			for seed, w := range want {
				if g := got[seed]; g[0] > w[1] || w[0] > g[1] || g[1] > g[0]*1.0102 {
					t.Errorf("seed %d: %v, on the grid %v", seed, g, w)
				}
			}
			if 10*runs > gridRuns {
				t.Errorf("%d runs, the grid has %d", runs, gridRuns)
			}
			t.Logf("%d runs instead of %d; median %v, seeds from %v to %v", runs, gridRuns,
				found.Lines[0].Passes[0].Median, found.Lines[0].Passes[0].Lowest, found.Lines[0].Passes[0].Highest)
		})
	}
}

// made sweeps a built-in scenario, and gives the folder and the number of runs.
func made(t *testing.T, name string, sets []string) (string, int64) {
	t.Helper()
	named, _, err := scenarios.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := scenarios.Parse(name, []byte(named.Text), sets)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	report, err := sweep.Run(t.Context(), s, sweep.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name), report.Runs
}

// lastRises gives, for each seed, the neighbouring axis values between which test accuracy rises
// through one half for the last time.
func lastRises(t *testing.T, dir string) map[int64][2]float64 {
	t.Helper()
	type point struct{ x, accuracy float64 }
	curves := map[int64][]point{}
	for row, err := range output.ReadRuns(dir) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Task.Name == "addition" {
			curves[row.Seed] = append(curves[row.Seed], point{scenarios.Number(row.Axis[0]), row.Task.TestAccuracy})
		}
	}
	rises := map[int64][2]float64{}
	for seed, curve := range curves {
		slices.SortFunc(curve, func(a, b point) int { return cmp.Compare(a.x, b.x) })
		for i := 1; i < len(curve); i++ {
			if curve[i-1].accuracy < 0.5 && curve[i].accuracy >= 0.5 {
				rises[seed] = [2]float64{curve[i-1].x, curve[i].x}
			}
		}
	}
	return rises
}
