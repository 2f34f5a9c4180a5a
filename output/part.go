package output

import (
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go"

	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/sim"
)

// Part writes a block of consecutive runs. One goroutine at a time may use it.
type Part struct {
	dir      string
	manifest *Manifest
	index    int
	first    int64          // of the block
	planned  int64          // runs of the block
	here     []int64        // runs added so far, ascending
	old      *held          // the Short part that Resume continues; nil: none
	files    []*pending     // in the order in which they appear
	writers  []*tableWriter // of the files; nil once these are written
	ids      *identifier
	settings []parquet.Value // of the current run, reused
	failed   error
	done     bool
}

// NewPart begins the part with the given index. Readers see nothing of it before Commit. It ends with Commit or Discard.
func NewPart(dir string, m *Manifest, index int) (*Part, error) {
	if m.settings == nil {
		return nil, fmt.Errorf("part %d of %s: the manifest was read, expected that of NewManifest", index, m.Scenario)
	}
	p := &Part{dir: dir, manifest: m, index: index, ids: newIdentifier(m.Build)}
	if p.first, p.planned = m.Block(index); p.planned == 0 {
		return nil, fmt.Errorf("part %d of %s: the plan has %d parts", index, m.Scenario, m.Parts)
	}
	for _, t := range m.tables() {
		if err := p.open(t); err != nil {
			p.Discard()
			return nil, p.explain(err)
		}
	}
	return p, nil
}

// open begins the part's file of a table.
func (p *Part) open(t Table) error {
	metadata, err := p.manifest.metadata(t, p.index)
	if err != nil {
		return err
	}
	file, err := newPending(PartPath(p.dir, t, p.index))
	if err != nil {
		return err
	}
	w := p.manifest.writer(t, p.index)
	w.begin(file, metadata)
	p.files, p.writers = append(p.files, file), append(p.writers, w)
	return nil
}

func (p *Part) explain(err error) error {
	return fmt.Errorf("part %d of %s: %w", p.index, p.manifest.Scenario, err)
}

// Add writes the rows of a finished run. Runs must be added in ascending order; a part that misses some is Short. axis
// has the run's values in the order of the manifest's axes. The part does not retain r.
func (p *Part) Add(run int64, axis []any, r *sim.Result) error {
	return p.addWith(run, r.Seed, axis, func(k keys) error {
		if r.Scenario == nil {
			return fmt.Errorf("run %d does not say of what scenario", run)
		}
		identity := parquet.ByteArrayValue([]byte(p.ids.identity(r.Scenario, r.Seed)))
		p.settings = p.manifest.settings.appendValues(p.settings[:0], r.Scenario)
		for i, t := range p.manifest.tables() {
			if err := p.writers[i].addRun(t, k, identity, p.settings, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// addWith adds the run whose rows are written by the given function.
func (p *Part) addWith(run, seed int64, axis []any, write func(keys) error) error {
	if p.done || p.failed != nil {
		return errors.Join(p.explain(fmt.Errorf("run %d comes too late", run)), p.failed)
	}
	if err := p.add(run, seed, axis, write); err != nil {
		p.failed = p.explain(err)
	}
	return p.failed
}

func (p *Part) add(run, seed int64, axis []any, write func(keys) error) error {
	if n := len(p.here); run < p.first || run >= p.first+p.planned || n > 0 && run <= p.here[n-1] {
		return fmt.Errorf("run %d is out of order or not of the part", run)
	}
	if err := p.takeOver(run); err != nil {
		return err
	}
	k, err := p.manifest.keys(run, seed, axis)
	if err != nil {
		return err
	}
	p.here = append(p.here, run)
	return write(k)
}

func (f *tableWriter) addRun(t Table, k keys, identity parquet.Value, settings []parquet.Value, r *sim.Result) error {
	switch t {
	case Runs:
		k, f.run.Network, f.run.Steps = append(k, identity), r.Network, r.Steps
		for i := range r.Tasks {
			f.run.Task = r.Tasks[i]
			if err := addRow(f, k, runRow, &f.run, settings); err != nil {
				return err
			}
		}
	case Curves:
		for i := range r.Curves {
			if err := addRow(f, k, columns.Curve, &r.Curves[i], nil); err != nil {
				return err
			}
		}
	case Circuits:
		for i := range r.Circuits {
			if err := addRow(f, k, columns.Circuit, &r.Circuits[i], nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func addRow[R any](f *tableWriter, k keys, described columns.Group[R], row *R, settings []parquet.Value) error {
	f.keys(k)
	described.Write(f.batch, row)
	for _, v := range settings {
		f.value(v)
	}
	f.end()
	return f.full()
}
