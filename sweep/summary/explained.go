package summary

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep/designs"
	"gonum.org/v1/gonum/stat"
)

// Explained is what the points of a list, a Latin hypercube or a Sobol sequence say about a task: which axes explain its
// outcomes, and what separates its regimes. Replicate seeds are taken together.
type Explained struct {
	Task       string
	Axes       []scenarios.Axis
	Points     int
	Outcomes   []Outcome
	Together   [][2]int                // pairs of axes that go together, so that their shares overlap
	Regimes    []sim.Regime            // of the points, most frequent over their seeds; the classes of Separation
	Separation *sensitivity.Separation // nil where all points have one regime
}

// Outcome is a quantity that is explained by the axes.
type Outcome struct {
	Of     string
	Log    bool // log10 of its mean over seeds
	Shares *sensitivity.Shares
}

// explains is whether the closing table of a design explains outcomes by the axes.
func explains(d scenarios.Design) bool {
	return d == scenarios.PointList || d == scenarios.LatinHypercube || d == scenarios.Sobol
}

// tooFew says how many points an explanation needs, and how a sweep gets them.
func tooFew(d scenarios.Design, points int64) string {
	more := "the same sweep with more values of its axes and --extend adds them"
	switch d {
	case scenarios.Sobol:
		more = fmt.Sprintf("the same sweep with --set sweep.points=%d --extend adds them", sensitivity.Least)
	case scenarios.LatinHypercube:
		more = fmt.Sprintf("a Latin hypercube does not grow: sweep with --set sweep.points=%d into another folder", sensitivity.Least)
	}
	return fmt.Sprintf("needs at least %d points, has %d; %s", sensitivity.Least, points, more)
}

// Explain reads a finished sweep and says of every task what its points do. It gives none for designs that are explained
// by one quantity at a time.
//
// The error is a *text.Refusal where dir is not the folder of a scenario, runs are missing, or points are too few or too
// many.
func Explain(dir string) ([]*Explained, error) {
	m, err := open(dir)
	if err != nil || !explains(m.Design) || len(m.Axes) == 0 {
		return nil, err
	}
	points := newSampledTasks(m)
	if points == nil {
		return nil, text.Refuse("%s: has %d points, expected at most %d without --of", dir, m.Runs/m.Seeds, maxTallied)
	}
	if n := m.Runs / m.Seeds; n < sensitivity.Least {
		return nil, text.Refuse("%s: %s", dir, tooFew(m.Design, n))
	}
	var missing gaps
	for row, err := range rows(dir) {
		if err != nil {
			return nil, err
		}
		if row.Run >= missing.next {
			missing.upTo(row.Run)
			missing.next++
		}
		points.add(&row)
	}
	if missing.upTo(m.Runs); missing.runs > 0 {
		return nil, text.Refuse("%s: lacks %s of %d; circsim sweep makes them", dir, missing.String(), m.Runs)
	}
	return points.explain(m)
}

// sampled collects the rows of one task by point, in the order of the plan.
type sampled struct {
	task           string
	at             [][]any // axis values
	accuracy, loss []float64
	regime         []sim.Regime // most frequent one of the point's seeds
	seeds          []sim.Regime // of the last point so far
}

// sampledTasks are those of a plan's tasks.
type sampledTasks struct {
	seeds  int64
	list   []*sampled
	byName map[string]*sampled
}

// newSampledTasks is nil for designs that are not explained, and for too many points.
func newSampledTasks(m *output.Manifest) *sampledTasks {
	if !explains(m.Design) || m.Runs/max(1, m.Seeds) > maxTallied {
		return nil
	}
	return &sampledTasks{seeds: max(1, m.Seeds), byName: map[string]*sampled{}}
}

func (t *sampledTasks) add(row *output.RunRow) {
	s := t.byName[row.Task.Name]
	if s == nil {
		s = &sampled{task: strings.Clone(row.Task.Name)}
		t.byName[s.task] = s
		t.list = append(t.list, s)
	}
	if len(s.seeds) == 0 {
		s.at = append(s.at, row.Axis)
		s.accuracy, s.loss = append(s.accuracy, 0), append(s.loss, 0)
	}
	last := len(s.at) - 1
	s.accuracy[last] += row.Task.TestAccuracy / float64(t.seeds)
	s.loss[last] += row.Task.TestLoss / float64(t.seeds)
	if s.seeds = append(s.seeds, row.Task.Regime); int64(len(s.seeds)) == t.seeds {
		s.regime = append(s.regime, designs.Mode(s.seeds))
		s.seeds = s.seeds[:0]
	}
}

// explain draws the conclusions of all tasks.
func (t *sampledTasks) explain(m *output.Manifest) (list []*Explained, err error) {
	study, err := studied(m)
	if err != nil || len(m.Axes) == 0 {
		return nil, err
	}
	for _, s := range t.list {
		e, err := s.explain(axesOf(m), study.Sweep.DesignSeed)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// axesOf are the axes of a manifest.
func axesOf(m *output.Manifest) []scenarios.Axis {
	axes := make([]scenarios.Axis, len(m.Axes))
	for k, a := range m.Axes {
		axes[k] = scenarios.Axis{Path: a.Path, Values: a.Values, Range: a.Range}
	}
	return axes
}

// explain draws the conclusions. There are at least sensitivity.Least points.
func (s *sampled) explain(axes []scenarios.Axis, seed int64) (*Explained, error) {
	e := &Explained{Task: s.task, Axes: axes, Points: len(s.at)}
	columns := columnsOf(axes, s.at)
	for _, of := range []struct {
		name string
		y    []float64
	}{{"test_accuracy", s.accuracy}, {"test_loss", s.loss}} {
		if !allFinite(of.y) {
			continue // a task that is not tested
		}
		log := of.name == "test_loss" && slices.Min(of.y) > 0
		if log {
			of.y = logarithms(of.y)
		}
		shares, err := sensitivity.Given(columns, of.y, seed)
		if err != nil {
			return nil, err
		}
		e.Outcomes = append(e.Outcomes, Outcome{of.name, log, shares})
	}
	e.Together = together(columns)
	return e, e.separate(columns, s.regime, seed)
}

// separate looks for rules that tell the regimes apart.
func (e *Explained) separate(columns []sensitivity.Axis, regimes []sim.Regime, seed int64) (err error) {
	classes := make([]int, len(regimes))
	for i, r := range regimes {
		if !slices.Contains(e.Regimes, r) {
			e.Regimes = append(e.Regimes, r)
		}
		classes[i] = slices.Index(e.Regimes, r)
	}
	if len(e.Regimes) > 1 {
		e.Separation, err = sensitivity.Separate(columns, classes, len(e.Regimes), seed)
	}
	return err
}

// columnsOf turns axis values into positions: those on a range, numbers of a list as they are, and words by their place in
// the list.
func columnsOf(axes []scenarios.Axis, at [][]any) []sensitivity.Axis {
	columns := make([]sensitivity.Axis, len(axes))
	for k, axis := range axes {
		word := func(v any) bool { return math.IsNaN(scenarios.Number(v)) }
		columns[k].Listed = axis.Range == nil && slices.ContainsFunc(axis.Values, word)
		for _, values := range at {
			x := scenarios.Number(values[k])
			switch {
			case axis.Range != nil:
				x = axis.Range.Part(x)
			case columns[k].Listed:
				x = float64(slices.Index(axis.Values, values[k]))
			}
			columns[k].X = append(columns[k].X, x)
		}
	}
	return columns
}

// related is the correlation of two axes from which their shares are told to overlap.
const related = 0.3

// together lists the pairs of ordered axes that go together.
func together(columns []sensitivity.Axis) (pairs [][2]int) {
	for i, a := range columns {
		for j, b := range columns[:i] {
			if !a.Listed && !b.Listed && math.Abs(stat.Correlation(a.X, b.X, nil)) > related {
				pairs = append(pairs, [2]int{j, i})
			}
		}
	}
	return pairs
}

func allFinite(list []float64) bool {
	return !slices.ContainsFunc(list, func(x float64) bool { return x-x != 0 })
}

func logarithms(list []float64) []float64 {
	logs := make([]float64, len(list))
	for i, x := range list {
		logs[i] = math.Log10(x)
	}
	return logs
}
