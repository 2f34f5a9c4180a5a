package sim

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"golang.org/x/sync/errgroup"
)

const composed = `
name: composed
model: {params: 20000, leak: 0.5}
training: {steps: 5000}
record: {points: 12}
tasks:
  style: {classes: 3, items: 900, memorization: {gain: 60, initial: 0.01}, generalization: {gain: 0.2, initial: 1e-3}}
  add: {classes: 5, items: 2000, answer_length: 3, generalization: {gain: 0.06, initial: 1e-4}}
  both: {classes: 4, items: 100, requires: [add, style, add], format: style, generalization: {gain: 0.2, initial: 1e-3}}
  above: {classes: 4, items: 0, requires: [both], format: add}
`

// A chain is right where all its steps and the format of each and of the answer are: at every
// recorded step, whole answers counting, of a composite step its direct answer.
func TestChainIsTheProductOfItsParts(t *testing.T) {
	r := run(t, parse(t, composed), 1, Options{})
	moved := false
	for i := 0; i < len(r.Curves); i += 4 {
		style, add, both, above := r.Curves[i], r.Curves[i+1], r.Curves[i+2], r.Curves[i+3]
		if style.ChainOfThought != nil || add.ChainOfThought != nil {
			t.Fatal("a task that requires none has a chain")
		}
		near(t, "three steps", *both.ChainOfThought, math.Pow(style.ExactMatch, 5)*math.Pow(add.ExactMatch, 2), 1e-15)
		near(t, "a composite step", *above.ChainOfThought, math.Pow(add.ExactMatch, 2)*both.ExactMatch, 1e-15)
		near(t, "untrained, direct", above.ExactMatch, 1./4, 1e-9)
		moved = moved || *both.ChainOfThought > 0.9
	}
	if !moved {
		t.Error("the chain never works: this shows nothing")
	}
	last := r.Curves[len(r.Curves)-4:]
	for i := range r.Tasks {
		if end := last[i].ChainOfThought; end != nil && *end != *r.Tasks[i].ChainOfThought {
			t.Errorf("%s: %g at the end, %g at the last step", r.Tasks[i].Name, *r.Tasks[i].ChainOfThought, *end)
		}
	}
}

// A direct answer's circuit has one factor more than there are steps.
func TestDirectAnswersAreDeep(t *testing.T) {
	r := run(t, parse(t, composed), 1, Options{})
	for _, c := range r.Circuits {
		want := int64(2)
		if c.Task == "both" {
			want = 4
		}
		if c.Depth != want {
			t.Errorf("%s has depth %d, want %d", c.Task, c.Depth, want)
		}
	}
}

// wholeRuns makes a run for each setting of a scenario, all of its seeds, and gives the tasks by name.
func wholeRuns(t *testing.T, s *scenarios.Scenario, set func(i int) []scenarios.Assignment, settings int) [][]map[string]TaskResult {
	t.Helper()
	results := make([][]map[string]TaskResult, s.Sweep.Seeds)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for seed := range results {
		results[seed] = make([]map[string]TaskResult, settings)
		for i := range settings {
			g.Go(func() error {
				spec, err := s.With(set(i)...)
				if err != nil {
					return err
				}
				r, err := Run(context.Background(), spec, int64(seed+1), Options{})
				if err != nil {
					return err
				}
				tasks := make(map[string]TaskResult, len(r.Tasks))
				for _, task := range r.Tasks {
					tasks[task.Name] = task
				}
				results[seed][i] = tasks
				return nil
			})
		}
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	return results
}

var stepped = []string{"two-steps", "four-steps", "four-steps-open", "eight-steps"}

// Wei et al. (arXiv:2201.11903, Table 2): answering step by step harms small models and helps large ones,
// long before they answer as well directly. Here for every task and seed, with one change of sign.
func TestChainOfThoughtHarmsSmallNetworksAndHelpsLargeOnes(t *testing.T) {
	s := shipped(t, "chain-of-thought")
	sizes := s.Sweep.Axes[0].Values
	results := wholeRuns(t, s, func(i int) []scenarios.Assignment {
		return []scenarios.Assignment{{Path: "model.params", Value: sizes[i]}}
	}, len(sizes))
	for seed, runs := range results {
		for _, name := range stepped {
			guess := 1 / float64(s.Tasks[slices.IndexFunc(s.Tasks, func(t scenarios.Task) bool { return t.Name == name })].Classes)
			text, helps := "", len(sizes)
			for i, tasks := range runs {
				chain, direct := *tasks[name].ChainOfThought, tasks[name].ExactMatch
				text += fmt.Sprintf(" %.3g: %.3f > %.3f", float64(sizes[i].(int64)), direct, chain)
				switch {
				case chain > direct && helps == len(sizes):
					helps = i
				case chain < direct-0.01 && helps < len(sizes):
					t.Errorf("seed %d, %s: the chain helps at %v and harms at %v", seed+1, name, sizes[helps], sizes[i])
				}
				if i < helps && direct > 1.01*guess {
					t.Errorf("seed %d, %s: answered directly, %.3f, by a network that the chain harms", seed+1, name, direct)
				}
			}
			t.Logf("seed %d, %s, direct > chain:%s", seed+1, name, text)
			if first := *runs[0][name].ChainOfThought; first > 0.01*guess {
				t.Errorf("seed %d, %s: %.3g step by step in the smallest network, guessing gives %.3g", seed+1, name, first, guess)
			}
			if helps+4 >= len(sizes) {
				t.Fatalf("seed %d, %s: no size at which the chain helps, or the largest alone", seed+1, name)
			}
			// A decade above the last size that the chain harms.
			if large := runs[helps+3][name]; *large.ChainOfThought < 0.99 || large.ExactMatch > 1.01*guess {
				t.Errorf("seed %d, %s: %.3f step by step and %.3f directly at %v", seed+1, name, *large.ChainOfThought, large.ExactMatch, sizes[helps+3])
			}
		}
	}
}

// The longer the chain, the larger the network that it takes, and the less there is to lose by guessing the
// smaller. Skills of a quarter of the share take a network larger by 4^(1/1.34) = 2.8 (docs/model.md, section 6).
func TestSizeAtWhichChainsHelp(t *testing.T) {
	s := shipped(t, "chain-of-thought")
	const ratio, sizes = 1.13, 10
	helps := func(from, share float64) []map[string]float64 {
		at := func(i int) float64 { return math.Round(from * math.Pow(ratio, float64(i))) }
		results := wholeRuns(t, s, func(i int) []scenarios.Assignment {
			set := []scenarios.Assignment{params(int64(at(i)))}
			for _, skill := range s.Tasks[1:5] {
				set = append(set, scenarios.Assignment{Path: "tasks." + skill.Name + ".share", Value: share * skill.Share})
			}
			return set
		}, sizes)
		first := make([]map[string]float64, len(results))
		for seed, runs := range results {
			first[seed] = map[string]float64{}
			for _, name := range stepped {
				i := slices.IndexFunc(runs, func(tasks map[string]TaskResult) bool { return *tasks[name].ChainOfThought > tasks[name].ExactMatch })
				if i <= 0 {
					t.Fatalf("seed %d, %s, share %g: not between %.3g and %.3g", seed+1, name, share, at(0), at(sizes-1))
				}
				first[seed][name] = at(i)
			}
			t.Logf("seed %d, share %g: helps from %v", seed+1, share, first[seed])
		}
		return first
	}
	whole, quarter := helps(5.2e5, 1), helps(1.5e6, 0.25)
	for seed, at := range whole {
		if !(at["four-steps-open"] < at["four-steps"] && at["two-steps"] < at["four-steps"] && at["four-steps"] <= at["eight-steps"]) {
			t.Errorf("seed %d: %v", seed+1, at)
		}
		for _, name := range stepped {
			// Both sizes are known to one step of the grid.
			if r, want := quarter[seed][name]/at[name], math.Pow(4, 1/1.34); r < want/ratio/ratio || r > want*ratio*ratio {
				t.Errorf("seed %d, %s: at a quarter of the share %.2f times as large, not %.2f", seed+1, name, r, want)
			}
		}
	}
}
