package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/circsim/circsim/scenarios"
)

// trial is one run of the engine, and the solvers at work on it.
type trial struct {
	effort
	numbers     *numbers
	whole, lean run
	wholeBatch  int // repeats of the whole run in a batch
	leanBatch   int
	solvers     []solver
	sessions    []*session // by solver

	// The reference, by recorded step, then by circuit.
	exact    []float64 // ln s
	relevant []bool    // the strength is above leastStrength

	wholes, leans []float64 // seconds of the engine's runs, medians by method

	engineError    float64 // of the engine at its own tolerance
	referenceError float64 // of the engine at exactTolerance
}

const (
	// leastStrength is the strength up to which errors are left out: such circuits are too weak to matter.
	leastStrength = 1e-6
	// referenceTolerance is that of the solution that counts as exact.
	referenceTolerance = 1e-11
	// disagreement is the relative difference of a strength above which a solver does not solve the engine's equations.
	disagreement = 1e-3
	// perDecade is the number of a grid's tolerances in a decade, tries that of all.
	perDecade, tries = 8, 80

	// lost is the error of ln s from which a solution has nothing to do with the run.
	lost = 0.1
)

// newTrial simulates a run and starts the solvers on its numbers.
func (b *bench) newTrial(s *scenarios.Scenario, seed int64) (*trial, error) {
	n, err := numbersOf(s, seed)
	if err != nil {
		return nil, err
	}
	t := &trial{effort: b.effort, numbers: n, solvers: b.solvers}
	if t.whole, t.lean, err = runsOf(s, seed); err != nil {
		return nil, err
	}
	if t.wholeBatch, err = t.whole.batch(); err != nil {
		return nil, err
	}
	if t.leanBatch, err = t.lean.batch(); err != nil {
		return nil, err
	}
	text, err := json.Marshal(n)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(b.dir, "run.json")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return nil, err
	}
	for i := range b.solvers {
		w, err := b.solvers[i].start(path)
		if err != nil {
			t.close()
			return nil, err
		}
		t.sessions = append(t.sessions, w)
	}
	if err := t.refer(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

func (t *trial) close() {
	for _, w := range t.sessions {
		w.close()
	}
}

// refer chooses the reference: the first solver's own, or the engine at exactTolerance where there is no solver. Solvers
// integrate ln(s / initial s), which rounding does not limit as it does ln s (docs/integrator.md). Each solver's final
// strengths must agree with the engine's.
func (t *trial) refer() error {
	t.exact = logs(t.numbers.Exact)
	for _, y := range t.exact {
		t.relevant = append(t.relevant, y > math.Log(leastStrength))
	}
	engine := t.exact
	for i, w := range t.sessions {
		m := t.solvers[i].reference
		y, err := w.solve(m, referenceTolerance, values, 1)
		if err != nil {
			return err
		}
		if y.Failed != "" {
			return fmt.Errorf("%s at %g: %s", m, referenceTolerance, y.Failed)
		}
		if off := math.Expm1(t.finalError(y.LogStrengths, engine)); off > disagreement {
			return fmt.Errorf("the final strengths of %s differ from the engine's by %.2g, more than %g", m, off, disagreement)
		}
		if i == 0 {
			t.exact = y.LogStrengths
		}
	}
	t.referenceError = t.error(engine)
	t.engineError = t.error(logs(t.numbers.Strengths))
	return nil
}

// logs are the logarithms of strengths, in one list.
func logs(strengths [][]float64) (y []float64) {
	for _, row := range strengths {
		for _, s := range row {
			y = append(y, math.Log(s))
		}
	}
	return y
}

// error is the largest error of ln s at the recorded steps.
func (t *trial) error(y []float64) float64 {
	worst := 0.0
	for i, relevant := range t.relevant {
		if relevant {
			worst = max(worst, math.Abs(y[i]-t.exact[i]))
		}
	}
	return worst
}

// finalError is the largest difference of ln s at the last step.
func (t *trial) finalError(y, from []float64) float64 {
	worst := 0.0
	for i := len(y) - len(t.numbers.Gain); i < len(y); i++ {
		if t.relevant[i] {
			worst = max(worst, math.Abs(y[i]-from[i]))
		}
	}
	return worst
}

// chosen is the tolerance at which a method is timed.
type chosen struct {
	reached          bool // the engine's error
	tolerance, error float64
	solution
}

// choose looks for the loosest tolerance at which a method's error is no larger than the engine's: first by decades, then
// by eighths of the decade before. Where a solution takes too long first, it is the one of the smallest error so far.
func (t *trial) choose(w *session, m *method) (chosen, error) {
	best, took := chosen{error: math.Inf(1)}, 0.0
	for k := 0; k < tries && took < t.patient; k += perDecade {
		c, err := t.at(w, m, k)
		if err != nil {
			return best, err
		}
		if took = c.Seconds; c.error < best.error {
			best = c
		}
		if c.reached {
			return t.loosen(w, m, k, c)
		}
	}
	return best, nil
}

// loosen looks for a looser tolerance in the decade before the k-th, at which a method is already.
func (t *trial) loosen(w *session, m *method, k int, already chosen) (chosen, error) {
	for looser := max(k-perDecade+1, 0); looser < k; looser++ {
		if c, err := t.at(w, m, looser); err != nil || c.reached {
			return c, err
		}
	}
	return already, nil
}

// at is a method at the k-th tolerance of its grid.
func (t *trial) at(w *session, m *method, k int) (chosen, error) {
	tolerance := m.tolerance(k, float64(t.whole.scenario.Training.Steps))
	y, err := w.solve(m.name, tolerance, values, 1)
	if err != nil || y.Failed != "" {
		return chosen{error: math.Inf(1), solution: y}, err
	}
	e := t.error(y.LogStrengths)
	return chosen{e <= t.engineError, tolerance, e, y}, nil
}

// times are medians of one method's times and of their ratios to the engine's, of runs made in turns.
type times struct {
	recorded, end                          float64 // seconds: with output at the recorded steps, of the last step alone
	whole, lean                            float64 // seconds of the engine
	recordedToWhole, endToWhole, endToLean float64
}

// alternate times a method and the engine in turns.
func (t *trial) alternate(w *session, m *method, c chosen) (times, error) {
	each := repeats(c.Seconds)
	round := float64(each)*c.Seconds*2 + 4*leastBatch
	var v [7][]float64
	for range max(3, min(t.rounds, int(longest/round))) {
		whole, err := t.whole.seconds(t.wholeBatch)
		if err != nil {
			return times{}, err
		}
		recorded, err := w.solve(m.name, c.tolerance, recorded, each)
		if err != nil {
			return times{}, err
		}
		end, err := w.solve(m.name, c.tolerance, end, each)
		if err != nil {
			return times{}, err
		}
		lean, err := t.lean.seconds(t.leanBatch)
		if err != nil {
			return times{}, err
		}
		if failed := recorded.Failed + end.Failed; failed != "" {
			return times{}, fmt.Errorf("%s at %.2g, timed: %s", m.name, c.tolerance, failed)
		}
		for i, x := range []float64{
			recorded.Seconds, end.Seconds, whole, lean,
			recorded.Seconds / whole, end.Seconds / whole, end.Seconds / lean,
		} {
			v[i] = append(v[i], x)
		}
	}
	t.wholes, t.leans = append(t.wholes, median(v[2])), append(t.leans, median(v[3]))
	return times{
		median(v[0]), median(v[1]), median(v[2]), median(v[3]),
		median(v[4]), median(v[5]), median(v[6]),
	}, nil
}
