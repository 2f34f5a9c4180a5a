package claims

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// study gives the tables of a row. Its methods return no errors: it keeps the first one, for firstError. After an error, what is
// computed from the tables has no meaning. One goroutine may use a study.
type study struct {
	ctx       context.Context // ends the row's computation
	dir       string
	scenarios []string

	tables  map[string]*frames.Frame
	opened  []*frames.Frame // the tables in the order of their opening
	reports map[string]*analysis.Report
	err     error
}

// openStudy opens the tables of scenarios, in their folders below dir. The error says which part is missing or damaged.
func openStudy(ctx context.Context, dir string, scenarios []string) (*study, error) {
	s := &study{ctx: ctx, dir: dir, scenarios: scenarios, tables: map[string]*frames.Frame{}, reports: map[string]*analysis.Report{}}
	for _, name := range scenarios {
		if err := checkTables(ctx, s.folder(name)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// checkTables gives an error where a part in a scenario's folder is missing or damaged.
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

// firstError is the first error of the study or of its tables.
func (s *study) firstError() error {
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

// fail notes an error; nil is none.
func (s *study) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// runs has a row for every run and task of a scenario.
func (s *study) runs(scenario string) *frames.Frame { return s.table(scenario, output.Runs) }

// curves has a row for every run, task and recorded step.
func (s *study) curves(scenario string) *frames.Frame { return s.table(scenario, output.Curves) }

// circuits has a row for every recorded state of a circuit.
func (s *study) circuits(scenario string) *frames.Frame { return s.table(scenario, output.Circuits) }

// folder is that of a scenario's tables.
func (s *study) folder(scenario string) string {
	if !slices.Contains(s.scenarios, scenario) {
		s.fail(fmt.Errorf("%s is no scenario of the row", scenario))
	}
	return filepath.Join(s.dir, scenario)
}

func (s *study) table(scenario string, t output.Table) *frames.Frame {
	key := scenario + "/" + string(t)
	if f, ok := s.tables[key]; ok {
		return f
	}
	f := frames.Read(s.folder(scenario), t)
	s.tables[key], s.opened = f, append(s.opened, f)
	return f
}

// report is what circsim analyze finds in a scenario along a scale; along "", it covers all scales that were swept.
func (s *study) report(scenario, along string) *analysis.Report {
	key := scenario + "/" + along
	if r, ok := s.reports[key]; ok {
		return r
	}
	r, err := analysis.Analyze(s.ctx, s.folder(scenario), evaluations.Mapping{}, analysis.Options{Along: along})
	if err != nil {
		r = &analysis.Report{}
		s.fail(err)
	}
	s.reports[key] = r
	return r
}
