package claims

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// Study is the tables that a row's sweeps wrote. Reading fails by a panic with the error, which Run turns into one.
type Study struct {
	dir       string
	scenarios []string

	mu      sync.Mutex
	known   map[string]*frames.Frame
	reports map[string]*analysis.Report
}

func newStudy(dir string, scenarios []string) *Study {
	return &Study{dir: dir, scenarios: scenarios, known: map[string]*frames.Frame{}, reports: map[string]*analysis.Report{}}
}

// Runs has a row for every run and task of a scenario of the row.
func (s *Study) Runs(scenario string) *frames.Frame { return s.read(scenario, output.Runs) }

// Curves has a row for every run, task and recorded step.
func (s *Study) Curves(scenario string) *frames.Frame { return s.read(scenario, output.Curves) }

// Circuits has a row for every run and circuit.
func (s *Study) Circuits(scenario string) *frames.Frame { return s.read(scenario, output.Circuits) }

// Dir is the folder of a scenario of the row.
func (s *Study) Dir(scenario string) string {
	if !slices.Contains(s.scenarios, scenario) {
		panic("claims: " + scenario + " is no scenario of the row")
	}
	return filepath.Join(s.dir, scenario)
}

func (s *Study) read(scenario string, t output.Table) *frames.Frame {
	dir := s.Dir(scenario)
	s.mu.Lock()
	defer s.mu.Unlock()
	key := scenario + "/" + string(t)
	if f, ok := s.known[key]; ok {
		return f
	}
	f, err := frames.Read(dir, t)
	if err != nil {
		panic(err)
	}
	s.known[key] = f
	return f
}

// Report is what circsim analyze finds in a scenario of the row along a scale; empty: along all that were swept.
func (s *Study) Report(scenario, along string) *analysis.Report {
	dir := s.Dir(scenario)
	s.mu.Lock()
	defer s.mu.Unlock()
	key := scenario + "/" + along
	if r, ok := s.reports[key]; ok {
		return r
	}
	r, err := analysis.Analyze(context.Background(), dir, evaluations.Mapping{}, analysis.Options{Along: along})
	if err != nil {
		panic(err)
	}
	s.reports[key] = r
	return r
}
