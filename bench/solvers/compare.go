package main

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/scenarios"
)

// comparison is a scenario that the solvers are compared on.
type comparison struct {
	scenario string
	sets     []string
	seeds    int64
}

// open reads the scenario. It refuses rules that the programs do not have.
func (c *comparison) open() (*scenarios.Scenario, error) {
	s, _, err := scenarios.Open(c.scenario, c.sets)
	if err != nil {
		return nil, err
	}
	return s, refuse(s)
}

// row is what one method came to, by seed.
type row struct {
	says        string
	reached     bool // the engine's error, always
	slow        bool // to be measured on the first seed alone
	tolerances  []float64
	errors      []float64
	evaluations []float64
	times       []times
}

// compare prints the table of one scenario.
func (b *bench) compare(c comparison) error {
	s, err := c.open()
	if err != nil {
		return err
	}
	ours := row{reached: true}
	var rows []*row
	var last *trial
	worst := 0.0
	for seed := b.seed; seed < b.seed+min(c.seeds, b.seeds); seed++ {
		t, err := b.newTrial(s, seed)
		if err != nil {
			return fmt.Errorf("%s, seed %d: %w", c.scenario, seed, err)
		}
		rows, err = t.measure(rows, &ours)
		t.close()
		if err != nil {
			return fmt.Errorf("%s, seed %d: %w", c.scenario, seed, err)
		}
		last, worst = t, max(worst, t.referenceError)
	}
	fmt.Fprintf(b.out, "\n## %s\n\n%d circuits, %d recorded of %d steps, seeds: %d. ", s.Name, len(last.numbers.Gain), len(last.numbers.At), s.Training.Steps, len(ours.errors))
	if len(last.sessions) > 0 {
		fmt.Fprintf(b.out, "Errors are against %s at %g, from which the engine at %g differs by %.1e.\n", last.solvers[0].reference, referenceTolerance, exactTolerance, worst)
	} else {
		fmt.Fprintf(b.out, "Errors are against the engine at %g.\n", exactTolerance)
	}
	b.printRows(&ours, rows)
	return nil
}

// measure adds a trial to the rows of a table: a row for each method, and that of the engine.
func (t *trial) measure(rows []*row, ours *row) ([]*row, error) {
	first := rows == nil
	k := 0
	for i, w := range t.sessions {
		for _, m := range t.solvers[i].methods {
			if first {
				rows = append(rows, &row{says: m.says, reached: true})
			}
			if err := t.measureMethod(w, &m, rows[k]); err != nil {
				return nil, err
			}
			k++
		}
	}
	took, err := t.ownTimes()
	ours.add(t.numbers.Tolerance, t.engineError, float64(t.numbers.EngineEvaluations), took)
	return rows, err
}

func (t *trial) measureMethod(w *session, m *method, r *row) error {
	if r.slow {
		return nil
	}
	c, err := t.choose(w, m)
	if err != nil {
		return err
	}
	r.slow = m.slow || c.Seconds > t.patient/3
	r.reached = r.reached && c.reached
	if c.error >= lost {
		return nil
	}
	took, err := t.alternate(w, m, c)
	r.add(c.tolerance, c.error, float64(c.Evaluations), took)
	return err
}

// ownTimes are the engine's: medians over the methods that it was timed with.
func (t *trial) ownTimes() (times, error) {
	if len(t.wholes) > 0 {
		return times{whole: median(t.wholes), lean: median(t.leans)}, nil
	}
	whole, err := t.whole.timed(t.rounds)
	if err != nil {
		return times{}, err
	}
	lean, err := t.lean.timed(t.rounds)
	return times{whole: whole.Median, lean: lean.Median}, err
}

func (r *row) add(tolerance, e, evaluations float64, t times) {
	r.tolerances = append(r.tolerances, tolerance)
	r.errors = append(r.errors, e)
	r.evaluations = append(r.evaluations, evaluations)
	r.times = append(r.times, t)
}

// of is the median over seeds of one of the times, and the range where it is asked for and there is one.
func (r *row) of(pick func(times) float64, ranged bool) string {
	var v []float64
	for _, t := range r.times {
		v = append(v, pick(t))
	}
	text := short(median(v))
	if ranged && len(v) > 1 {
		text += fmt.Sprintf(" (%s to %s)", short(slices.Min(v)), short(slices.Max(v)))
	}
	return text
}

func (b *bench) printRows(ours *row, rows []*row) {
	t := table{{"solver", "tolerance or step", "evaluations", "error of ln s", "with output, ms", "end only, ms", "with output / whole run", "end only / whole run", "end only / run without curves"}}
	line := func(r *row, says string, cells ...string) {
		t.row(append([]string{says, fmt.Sprintf("%.1e", median(r.tolerances)), short(median(r.evaluations)), fmt.Sprintf("%.1e", median(r.errors))}, cells...)...)
	}
	line(ours, "circsim, whole run", ours.of(func(t times) float64 { return 1e3 * t.whole }, false), "", "1", "1", "")
	line(ours, "circsim, run without curves", "", ours.of(func(t times) float64 { return 1e3 * t.lean }, false), "", "", "1")
	for _, r := range rows {
		says := r.says
		if len(r.times) == 0 {
			t.row(says+", none in time", "", "", "", "", "", "", "", "")
			continue
		}
		if !r.reached {
			says += ", less exact"
		}
		line(r, says,
			r.of(func(t times) float64 { return 1e3 * t.recorded }, false),
			r.of(func(t times) float64 { return 1e3 * t.end }, false),
			r.of(func(t times) float64 { return t.recordedToWhole }, true),
			r.of(func(t times) float64 { return t.endToWhole }, true),
			r.of(func(t times) float64 { return t.endToLean }, true))
	}
	t.print(b.out)
}
