package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// CVODE and SciPy, where the machine has them, solve the engine's equations: newTrial refuses a solver that does not.
func TestSolversAgreeWithTheEngine(t *testing.T) {
	for _, find := range []struct {
		name string
		by   func(*bench) (solver, error)
	}{{"CVODE", (*bench).cvode}, {"SciPy", (*bench).scipy}} {
		t.Run(find.name, func(t *testing.T) {
			b := bench{out: t.Output(), effort: quickly, seed: 1, dir: t.TempDir()}
			if err := b.writePrograms(); err != nil {
				t.Fatal(err)
			}
			s, err := find.by(&b)
			if err != nil {
				t.Skipf("no %s: %v", find.name, err)
			}
			b.solvers = []solver{s}
			for _, text := range []string{mixed, stiff} {
				trial, err := b.newTrial(parsed(t, text), 1)
				if err != nil {
					t.Fatal(err)
				}
				defer trial.close()
				if trial.referenceError > 1e-6 {
					t.Errorf("differs from the engine at a tolerance of %g by %.2g", exactTolerance, trial.referenceError)
				}
				holdLoosest(t, trial, &s.methods[0])
			}
		})
	}
}

// stiff is a task that is memorized at once and generalized late.
const stiff = `
name: stiff
model: {params: 226048}
training: {steps: 40000, learning_rate: 1e-3, weight_decay: 1}
tasks:
  addition:
    classes: 113
    items: 3831
    memorization: {gain: 107, initial: 0.004}
    generalization: {gain: 0.03, gain_spread: 0.1, initial: 1e-8, initial_spread: 0.2, footprint: 500, congestion: 0.9}
`

// holdLoosest holds the chosen tolerance of a method to its rule.
func holdLoosest(t *testing.T, trial *trial, m *method) {
	t.Helper()
	w := trial.sessions[0]
	c, err := trial.choose(w, m)
	if err != nil {
		t.Fatal(err)
	}
	if !c.reached || c.error > trial.engineError || c.tolerance >= m.loosest {
		t.Fatalf("%s: error %.2g at %.2g, the engine's is %.2g", m.name, c.error, c.tolerance, trial.engineError)
	}
	k := int(math.Round(perDecade * math.Log10(m.loosest/c.tolerance)))
	if looser, err := trial.at(w, m, k-1); err != nil || looser.reached {
		t.Errorf("%s: error %.2g at the looser %.2g, %v", m.name, looser.error, looser.tolerance, err)
	}
}

// A solver that does not solve the engine's equations is found out.
func TestSolverOfOtherEquations(t *testing.T) {
	b := bench{out: t.Output(), effort: quickly, seed: 1, dir: t.TempDir()}
	if err := b.writePrograms(); err != nil {
		t.Fatal(err)
	}
	s, err := b.scipy()
	if err != nil {
		t.Skipf("no SciPy: %v", err)
	}
	path := filepath.Join(b.dir, "python.py")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(string(source), "return 2 * (gain * earned - decay)", "return 2.01 * (gain * earned - decay)", 1)
	if err := os.WriteFile(path, []byte(wrong), 0o644); err != nil {
		t.Fatal(err)
	}
	b.solvers = []solver{s}
	if _, err := b.newTrial(parsed(t, mixed), 1); err == nil || !strings.Contains(err.Error(), "the final strengths of odeint differ from the engine's by") {
		t.Errorf("newTrial: %v", err)
	}
}

// Tools that are missing are named in a line each, and the engine's rows remain.
func TestMissingTools(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("CC", "")
	var out bytes.Buffer
	b := bench{out: &out, effort: quickly, seed: 1}
	if err := b.prepared(func() error { return b.compare(comparisons[0]) }); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\nno CVODE: there is no C compiler \"cc\" (the environment variable CC names another)\n",
		"\nno SciPy: there is no python3\n",
		"Errors are against the engine at 1e-10.\n",
		"\n| circsim, whole run ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), "\n| CVODE") || strings.Contains(out.String(), "\n| SciPy") {
		t.Errorf("rows of solvers that are not there:\n%s", &out)
	}
}
