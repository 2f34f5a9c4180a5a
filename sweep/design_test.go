package sweep

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/google/go-cmp/cmp"
)

// design gives the small scenario another sweep.
func design(t *testing.T, sweep string, sets ...string) *scenarios.Scenario {
	t.Helper()
	before, _, _ := strings.Cut(small, "sweep:\n")
	return parse(t, before+"sweep:\n"+sweep+"record: {points: 6}\n", sets...)
}

const (
	listed4 = `  design: list
  axes:
    - {path: tasks.first.items, values: [300, 300, 100, 800]}
    - {path: training.weight_decay, values: [0, 0.5, 0.5, 1]}
`
	sobol = `  design: sobol
  points: 20
  seeds: 3
  axes:
    - {path: tasks.first.items, log: {from: 10, to: 900}}
    - {path: training.weight_decay, linear: {from: 0, to: 1}}
    - {path: training.dynamics, values: [flow, gd]}
`
	threshold = `  design: adaptive
  threshold: {of: test_accuracy, task: first, level: 0.9, along: tasks.first.generalization.gain, resolution: 1e-4}
  seeds: 2
  axes:
    - {path: tasks.first.generalization.gain, log: {from: 0.02, to: 1, points: 5}}
    - {path: training.weight_decay, values: [0, 0.5]}
`
	boundary = `  design: adaptive
  boundary: {task: first}
  points: 90
  axes:
    - {path: tasks.first.generalization.gain, log: {from: 0.02, to: 1}}
    - {path: tasks.first.items, log: {from: 10, to: 900}}
`
)

func TestListTakesItsPointsInOrder(t *testing.T) {
	plan, err := NewPlan(design(t, listed4+"  seeds: 2\n"))
	if err != nil || plan.Runs() != 8 {
		t.Fatal(plan, err)
	}
	if d := cmp.Diff(Point{5, []any{int64(100), 0.5}, 2}, plan.Point(5)); d != "" {
		t.Error(d)
	}
}

// Sampled designs have the number of points asked for, all within the ranges. Another design_seed
// gives other points.
func TestSampledPoints(t *testing.T) {
	for _, c := range []struct {
		design string
		points int64
	}{
		{"sobol\n  points: 50", 50}, {"latin-hypercube\n  points: 50", 50},
		{"morris\n  trajectories: 7", 7 * 4}, {"saltelli\n  points: 8", 8 * 5},
	} {
		text := strings.Replace(sobol, "sobol\n  points: 20", c.design, 1)
		s := design(t, text)
		plan, err := NewPlan(s)
		if err != nil || plan.Runs() != 3*c.points {
			t.Fatalf("%s: %v, %v", c.design, plan, err)
		}
		other, err := NewPlan(design(t, text, "sweep.design_seed=2"))
		if err != nil {
			t.Fatal(err)
		}
		var differ, flow int64
		for run := range plan.Runs() {
			p := plan.Point(run)
			items, decay := p.Values[0].(int64), p.Values[1].(float64)
			if items < 10 || items > 900 || decay < 0 || decay > 1 || p.Seed != run%3+1 {
				t.Errorf("%s: %v", c.design, p)
			}
			if p.Values[2] == "flow" {
				flow++
			}
			if !slices.Equal(p.Values, other.Point(run).Values) {
				differ++
			}
		}
		if differ < plan.Runs()/2 {
			t.Errorf("%s: design_seed moves %d of %d runs", c.design, differ, plan.Runs())
		}
		if flow < plan.Runs()/4 || flow > plan.Runs()*3/4 {
			t.Errorf("%s: %d of %d runs with the first of two values", c.design, flow, plan.Runs())
		}
	}
}

// rows gives the rows of the runs table as text.
func rows(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	for row, err := range output.ReadRuns(dir) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%d %d %v %s %s %+v %+v", row.Run, row.Seed, row.Axis, row.Identity, row.Task.Name, row.Task.Metrics, row.Network))
	}
	return list
}

// Interruptions do not change a byte of an adaptive study, since every batch depends on the finished
// runs alone.
func TestAdaptiveDesignsResume(t *testing.T) {
	for name, text := range map[string]string{"threshold": threshold, "boundary": boundary} {
		t.Run(name, func(t *testing.T) {
			s := design(t, text)
			straight := t.TempDir()
			whole, err := Run(t.Context(), s, Options{Dir: straight, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var report Report
			for cuts := 0; ; cuts++ {
				o := Options{Dir: dir, Workers: 1 + cuts%3}
				report, err = interrupt(t.Context(), s, o, 3)
				if err == nil {
					if cuts == 0 {
						t.Error("it was never interrupted")
					}
					break
				}
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(contents(t, straight), contents(t, dir)); d != "" {
				t.Error(d)
			}
			if report.Runs != whole.Runs || report.Parts != whole.Parts {
				t.Errorf("%+v, want %+v", report, whole)
			}
			report, err = Run(t.Context(), s, Options{Dir: dir})
			if err != nil || report.Made != 0 || report.Kept != whole.Runs {
				t.Error(report, err)
			}
		})
	}
}

func TestThresholdOfAnUnknownQuantity(t *testing.T) {
	_, err := NewPlan(design(t, strings.Replace(threshold, "test_accuracy", "test_acuracy", 1)))
	if err == nil || err.Error() != "small.yaml:20:19: sweep.threshold.of: no quantity test_acuracy, did you mean test_accuracy?" {
		t.Error(err)
	}
}

// If the axes have fewer combinations of values than points are asked for, the sweep makes each
// combination once and is then complete.
func TestBoundaryOfASmallPlane(t *testing.T) {
	s := design(t, strings.NewReplacer("generalization.gain", "answer_length", "log: {from: 0.02, to: 1}", "linear: {from: 1, to: 9}",
		"log: {from: 10, to: 900}", "linear: {from: 10, to: 20}").Replace(boundary), "sweep.points=400")
	dir := t.TempDir()
	report, err := Run(t.Context(), s, Options{Dir: dir})
	if err != nil || report.Runs != 9*11 {
		t.Errorf("%d runs of a plane of 99 points: %v", report.Runs, err)
	}
	report, err = Run(t.Context(), s, Options{Dir: dir})
	if err != nil || report.Made != 0 {
		t.Error(report, err)
	}
}

// A boundary with more points is another plan, since its last round would have differed.
func TestBoundaryIsNotExtended(t *testing.T) {
	dir := t.TempDir()
	if _, err := Run(t.Context(), design(t, boundary), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), design(t, boundary, "sweep.points=130"), Options{Dir: dir})
	refused(t, err, "sweep.points 90 -> 130")
	_, err = Run(t.Context(), design(t, boundary, "sweep.points=130"), Options{Dir: dir, Existing: Extend})
	refused(t, err, "cannot be extended: the last round of the boundary had fewer points than its turn")
}

// Points of a boundary design gather where regimes meet: their median squared distance to the nearest
// point of another regime is at most a third of that of evenly spread points.
func TestBoundaryPointsGather(t *testing.T) {
	s := design(t, boundary, "sweep.points=200")
	dir := t.TempDir()
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	even := design(t, strings.NewReplacer("adaptive", "sobol", "  boundary: {task: first}\n", "").Replace(boundary), "sweep.points=200")
	other := t.TempDir()
	if _, err := Run(t.Context(), even, Options{Dir: other}); err != nil {
		t.Fatal(err)
	}
	near, far := nearness(t, s, dir), nearness(t, even, other)
	if near > far/3 {
		t.Errorf("median squared distance to another regime %v, %v for evenly spread points", near, far)
	}
}

// nearness is the median over points of the squared distance to the nearest point of another regime.
func nearness(t *testing.T, s *scenarios.Scenario, dir string) float64 {
	t.Helper()
	m, err := newMapping(&s.Sweep)
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range output.ReadRuns(filepath.Join(dir, "small")) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Task.Name == "first" {
			m.tell(&row)
		}
	}
	var all []float64
	for i, p := range m.at {
		nearest := 2.0
		for j, q := range m.at {
			if m.regime[i] != m.regime[j] {
				nearest = min(nearest, (p[0]-q[0])*(p[0]-q[0])+(p[1]-q[1])*(p[1]-q[1]))
			}
		}
		all = append(all, nearest)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
