package output

import (
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// severalParts writes parts of more rows than readers may be ahead, and gives the rows of a run.
func severalParts(t *testing.T) (dir string, m *Manifest, rowsPerRun int64) {
	t.Helper()
	m = study(5*(chunksAhead+2)*batchRows/2, (chunksAhead+2)*batchRows/2, scenarios.CircuitsNone)
	dir = t.TempDir()
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	writeAll(t, dir, m, func(run int64) *sim.Result {
		return &sim.Result{Scenario: asRun(run), Seed: run, Tasks: []sim.TaskResult{{Name: "addition"}, {Name: "recall"}}}
	})
	return dir, m, 2
}

func TestReadRunsKeepsTheOrderOfThePlan(t *testing.T) {
	dir, m, perRun := severalParts(t)
	var rows int64
	for row, err := range ReadRuns(dir) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Run != rows/perRun {
			t.Fatalf("row %d is of run %d, expected %d", rows, row.Run, rows/perRun)
		}
		rows++
	}
	if rows != m.Runs*perRun {
		t.Errorf("%d rows, expected %d", rows, m.Runs*perRun)
	}
}

func TestReadRunsEndsWithTheFirstError(t *testing.T) {
	dir, m, perRun := severalParts(t)
	path := PartPath(dir, Runs, 2)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content[:len(content)-9], 0o644); err != nil {
		t.Fatal(err)
	}
	var rows int64
	var wrong error
	for _, err := range ReadRuns(dir) {
		if wrong != nil {
			t.Fatal("goes on after an error")
		}
		if wrong = err; err == nil {
			rows++
		}
	}
	if first, _ := m.Block(2); wrong == nil || rows != first*perRun {
		t.Errorf("%d rows and the error %v, expected the %d rows of two parts and an error", rows, wrong, first*perRun)
	}
}

func TestReadRunsLeavesNothingBehind(t *testing.T) {
	dir, _, _ := severalParts(t)
	before := runtime.NumGoroutine()
	for range ReadRuns(dir) {
		break
	}
	for began := time.Now(); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
