package output

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// TestRealReaders opens sample tables with DuckDB and Arrow. Their tests are a
// module of their own, because DuckDB needs cgo and is large.
func TestRealReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("links DuckDB, which takes a while: left out by -short")
	}
	for _, compiler := range []string{"CC", "CXX"} { // DuckDB is C++
		command, err := exec.Command("go", "env", compiler).Output()
		if err != nil {
			t.Skipf("no go command: %v", err)
		}
		if words := strings.Fields(string(command)); len(words) == 0 {
			t.Skipf("no compiler: go env %s is empty", compiler)
		} else if _, err := exec.LookPath(words[0]); err != nil {
			t.Skipf("no compiler for DuckDB: %v", err)
		}
	}
	dir := t.TempDir()
	writeSample(t, dir)
	test := exec.Command("go", "test", "-count=1", "./...")
	test.Dir = "duckdbtest"
	test.Env = append(os.Environ(), "CGO_ENABLED=1", "GOWORK=off", "CIRCSIM_RESULTS="+dir)
	if out, err := test.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, bytes.TrimSpace(out))
	}
}

// TestSample writes the tables for a run of package duckdbtest by hand.
func TestSample(t *testing.T) {
	dir := os.Getenv("CIRCSIM_SAMPLE")
	if dir == "" {
		t.Skip("CIRCSIM_SAMPLE names no folder")
	}
	writeSample(t, dir)
}

// writeSample writes a study with every kind of null, with a part that has no
// rows, and with curves of two row groups, and one without circuits.
func writeSample(t *testing.T, dir string) {
	t.Helper()
	m := study(10, 3, scenarios.CircuitsFinal)
	bare := study(2, 2, scenarios.CircuitsNone)
	for path, m := range map[string]*Manifest{filepath.Join(dir, "study"): m, filepath.Join(dir, "bare"): bare} {
		if err := m.Write(path); err != nil {
			t.Fatal(err)
		}
		writeAll(t, path, m, sample)
	}
}

func sample(run int64) *sim.Result {
	switch run {
	case 4:
		return like(run, rowGroupRows*5/8)
	case 9:
		return &sim.Result{Scenario: asRun(run)}
	}
	r := like(run, 50)
	if run%3 == 1 {
		for i := range r.Curves {
			p := &r.Curves[i]
			p.Measured = &sim.Measured{TestAccuracy: p.TestAccuracy}
			switch i % 7 {
			case 2:
				p.TestLoss, p.Norm = math.Inf(1), math.NaN()
			case 3:
				p.TestLoss = 0
			}
		}
		r.Tasks[0].StepTest, r.Network.Norm = nil, math.Inf(-1)
		r.Circuits[0].Born = nil
	}
	return r
}
