package sweep

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// small has 30 runs in 4 parts.
const small = `name: small
model:
  params: 1000
training:
  steps: 60
tasks:
  first:
    classes: 10
    universe: 1000
    items: 500
    memorization: {gain: 1, initial: 0.1, cohorts: 4}
    generalization: {gain: 0.1, initial: 0.01, footprint: 10, gain_spread: 0.4, best: 3}
  second:
    classes: 3
    items: 200
    frequency: {zipf: 1.3}
    memorization: {gain: 2, initial: 0.1}
sweep:
  axes:
    - {path: tasks.first.items, values: [300, 500, 100, 700, 800]}
    - {path: training.weight_decay, values: [0, 0.5]}
  seeds: 3
record: {points: 6}
`

func parse(t *testing.T, text string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents gives the hash of every visible file below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// watch is an observer that records what it is told.
type watch struct {
	replaced   int
	runs, kept int64
	finished   func(runs int64)
}

func (w *watch) Replacing(_ string, parts int) { w.replaced = parts }
func (w *watch) Begin(_ int, runs, kept int64) { w.runs, w.kept = w.runs+runs, w.kept+kept }
func (w *watch) Finished(runs int64) {
	if w.finished != nil {
		w.finished(runs)
	}
}
