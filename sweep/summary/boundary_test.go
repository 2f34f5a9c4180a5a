package summary

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/designs"
	"github.com/parquet-go/parquet-go"
)

// critical is the weight decay at which the regimes of bounded meet, by parameters.
func critical(params float64) float64 { return 0.6 + 0.2*(math.Log10(params)-2) }

// bounded are two regimes that meet at critical.
func bounded(point []any, _ int64) []sim.TaskResult {
	r := sim.TaskResult{Name: "first", Regime: sim.MemorizeRegime}
	if scenarios.Number(point[1]) >= critical(scenarios.Number(point[0])) {
		r.Regime = sim.Grokking
	}
	return []sim.TaskResult{r}
}

// gathered are runs at points of which most lie where the regimes meet.
func gathered(t *testing.T) string {
	t.Helper()
	s := study(t, "{design: adaptive, boundary: {}, points: 300, "+ranges+"}")
	even, err := designs.NewSobol(2, 1)
	if err != nil {
		t.Fatal(err)
	}
	var points [][2]float64
	var labels []string
	var values [][]any
	add := func(at [2]float64) {
		of := []any{s.Sweep.Axes[0].At(at[0]), s.Sweep.Axes[1].At(at[1])}
		points, values, labels = append(points, at), append(values, of), append(labels, string(bounded(of, 1)[0].Regime))
	}
	for i := range int64(100) {
		add([2]float64(even.Point(i)))
	}
	for range 8 {
		for _, at := range designs.Boundary(points, labels, 25) {
			add(at)
		}
	}
	return written(t, s, int64(len(values)), func(run int64) sweep.Point { return sweep.Point{Run: run, Values: values[run], Seed: 1} }, bounded)
}

// The boundary lies within its interval at 90% of its places or more, in the units of the axes.
func TestBoundaryIsWhereRegimesMeet(t *testing.T) {
	b, err := FindBoundary(gathered(t))
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, p := range b.Line {
		params, decay := p.Along, p.Across
		if b.Along == "training.weight_decay" {
			t.Fatal("follows the axis on which the boundary does not reach all values")
		}
		if p.Below != sim.MemorizeRegime || p.Above != sim.Grokking {
			t.Errorf("%s meets %s", p.Below, p.Above)
		}
		if decay.Low <= critical(params) && critical(params) <= decay.High {
			held++
		}
	}
	if n := len(b.Line); n != boundaryPlaces || float64(held) < 0.9*float64(n) {
		t.Errorf("%d of %d intervals hold the boundary", held, n)
	}
}

// The file holds every place, and is left alone where it would be the same.
func TestBoundaryFile(t *testing.T) {
	b, err := FindBoundary(gathered(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), output.BoundaryName)
	if err := b.WriteParquet(path); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.WriteParquet(path); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(path)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("written again: %v", err)
	}
	rows, err := parquet.ReadFile[boundaryRow](path)
	if err != nil || len(rows) != len(b.Line) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, p := range b.Line {
		if r := rows[i]; r.At != p.Along || r.Value != p.Across.Value || r.Below != string(p.Below) || (r.Low == nil) != math.IsInf(p.Across.Low, 0) {
			t.Errorf("row %d is %+v, not %+v", i, r, p)
		}
	}
	schema := parquet.SchemaOf(boundaryRow{})
	for i, c := range schema.Columns() {
		if c[0] != BoundaryColumns[i].Name {
			t.Errorf("column %d is %s, described as %s", i, c[0], BoundaryColumns[i].Name)
		}
	}
}

func TestFindBoundaryRefuses(t *testing.T) {
	grid := tables(t, itemsAndParams, 1, learned)
	if _, err := FindBoundary(grid); err == nil || err.Error() != grid+": design grid follows no boundary, expected an adaptive one with boundary" {
		t.Error(err)
	}
}
