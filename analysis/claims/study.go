package claims

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// Study is the tables that a row's sweeps wrote. Its methods give no errors: the first one stays with the study, which
// Err gives, and what is computed from then on has no meaning.
type Study struct {
	ctx       context.Context // of the row's computation, for which a study is made
	dir       string
	scenarios []string

	mu      sync.Mutex
	known   map[string]*frames.Frame
	opened  []*frames.Frame // those of known, in the order in which they were asked for
	reports map[string]*analysis.Report
	err     error
}

// openStudy is the tables of scenarios in their folders below dir, which it reads once to see that they are whole.
func openStudy(ctx context.Context, dir string, scenarios []string) (*Study, error) {
	s := &Study{ctx: ctx, dir: dir, scenarios: scenarios, known: map[string]*frames.Frame{}, reports: map[string]*analysis.Report{}}
	for _, name := range scenarios {
		if err := checkTables(ctx, s.Dir(name)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// checkTables gives an error where a part of a scenario's folder is missing or damaged.
func checkTables(ctx context.Context, dir string) error {
	m, err := output.ReadManifest(dir)
	if err != nil {
		return err
	}
	for part := range m.Parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if state, err := m.PartState(dir, part); state != output.Complete {
			return fmt.Errorf("%s: part %d is %s: %w", dir, part, state, err)
		}
	}
	return nil
}

// Err is the first error.
func (s *Study) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	for _, f := range s.opened {
		if err := f.Err(); err != nil {
			return err
		}
	}
	return s.ctx.Err()
}

// fail keeps the first error; nil is none.
func (s *Study) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
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
		s.fail(fmt.Errorf("%s is no scenario of the row", scenario))
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
	f := frames.Read(dir, t)
	s.known[key], s.opened = f, append(s.opened, f)
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
	r, err := analysis.Analyze(s.ctx, dir, evaluations.Mapping{}, analysis.Options{Along: along})
	if err != nil {
		r = &analysis.Report{}
		if s.err == nil {
			s.err = err
		}
	}
	s.reports[key] = r
	return r
}
