package calibration

import (
	"context"
	"fmt"
	"math"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"golang.org/x/sync/errgroup"
)

// longer is how much longer than measured runs the simulated ones are, so that an event that comes too late still has a
// time to compare.
const longer = 10

// points are the recorded steps of a simulated run. Its last accuracies are read between them.
const points = 48

// tolerance of the flow; events move by less than 1e-4 of their step against the default.
const tolerance = 1e-4

// maxSteps bounds the integrator's steps of a candidate's network; an ordinary one takes a few hundred.
const maxSteps = 20000

// problem predicts measured events.
type problem struct {
	scenario *scenarios.Scenario
	data     *Data
	free     []Free
	seeds    int64
	workers  int

	firstSeed int64 // on top of the seeds of a setting

	settings   []*scenarios.Scenario // by Data.Settings
	first      []int                 // place of a run's first observation among all, by run
	all        []Observation
	tasks      []int     // by observation, its task
	runOf      []int     // by observation, its run
	replicates []float64 // by observation, how many of its setting have its task and kind
}

func newProblem(s *scenarios.Scenario, d *Data, free []Free, seeds int64, workers int) (*problem, error) {
	p := &problem{scenario: s, data: d, free: free, seeds: seeds, workers: workers}
	for i := range d.Settings {
		setting, err := d.Settings[i].of(s, d)
		if err != nil {
			return nil, err
		}
		p.settings = append(p.settings, setting)
	}
	for i, r := range d.Runs {
		p.first = append(p.first, len(p.all))
		for _, o := range r.Observations {
			p.all, p.runOf = append(p.all, o), append(p.runOf, i)
			p.tasks = append(p.tasks, taskOf(s, o.Task))
		}
	}
	type group struct {
		setting int
		task    string
		kind    Kind
	}
	count := map[group]float64{}
	of := func(i int) group { return group{d.Runs[p.runOf[i]].Setting, p.all[i].Task, p.all[i].Kind} }
	for i := range p.all {
		count[of(i)]++
	}
	for i := range p.all {
		p.replicates = append(p.replicates, count[of(i)])
	}
	return p, nil
}

func taskOf(s *scenarios.Scenario, name string) int {
	for i := range s.Tasks {
		if s.Tasks[i].Name == name {
			return i
		}
	}
	return -1
}

// of is the scenario with the values of a setting, ready to be simulated.
func (g *Setting) of(s *scenarios.Scenario, d *Data) (*scenarios.Scenario, error) {
	var list []scenarios.Assignment
	for i, path := range d.Paths {
		set, err := assign(s, path, g.Values[i])
		if err != nil {
			return nil, err
		}
		list = append(list, set...)
	}
	list = append(list,
		scenarios.Assignment{Path: "training.steps", Value: int64(math.Ceil(longer * g.End))},
		scenarios.Assignment{Path: "record.points", Value: int64(points)},
		scenarios.Assignment{Path: "record.spacing", Value: string(scenarios.LogSpacing)},
		scenarios.Assignment{Path: "record.circuits", Value: string(scenarios.CircuitsNone)})
	return s.With(list...)
}

// assign gives a key, or the keys of all tasks, a value of a table. The universe of a task that was all pairs of classes
// stays so.
func assign(s *scenarios.Scenario, path string, value float64) (list []scenarios.Assignment, err error) {
	for _, p := range expand(s, path) {
		setting, _ := s.Setting(p)
		var typed any = value
		if _, whole := setting.Zero.(int64); whole {
			if value != math.Trunc(value) || math.Abs(value) > 1e15 {
				return nil, fmt.Errorf("%s is %g, expected a whole number", p, value)
			}
			typed = int64(value)
		}
		list = append(list, scenarios.Assignment{Path: p, Value: typed})
		for _, t := range s.Tasks {
			if p == "tasks."+t.Name+".classes" && t.Universe == t.Classes*t.Classes {
				list = append(list, scenarios.Assignment{Path: "tasks." + t.Name + ".universe", Value: int64(value * value)})
			}
		}
	}
	return list, nil
}

// networks counts the networks that one candidate takes.
func (p *problem) networks() int64 { return int64(len(p.settings)) * p.seeds }

// predict gives, for each candidate, the prediction of every observation: the mean over the simulated seeds. All
// candidates have the same seeds, so that their differences are not those of draws. A candidate whose training diverges or
// takes too many steps, or whose constants are refused, is nil.
func (p *problem) predict(ctx context.Context, candidates [][]float64) ([][]float64, error) {
	n := len(p.settings)
	each := make([][]float64, len(candidates)*n) // predictions of a setting's runs, in their order
	var group errgroup.Group
	group.SetLimit(p.workers)
	for i := range each {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var err error
			each[i], err = p.predictSetting(ctx, i%n, candidates[i/n])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	predictions := make([][]float64, len(candidates))
	for c := range candidates {
		predictions[c] = p.gather(each[c*n : (c+1)*n])
	}
	return predictions, nil
}

// gather puts the predictions of settings in the order of all observations; nil if one of them failed.
func (p *problem) gather(each [][]float64) []float64 {
	all := make([]float64, len(p.all))
	for i, setting := range p.data.Settings {
		if each[i] == nil {
			return nil
		}
		at := 0
		for _, run := range setting.Runs {
			at += copy(all[p.first[run]:], each[i][at:at+len(p.data.Runs[run].Observations)])
		}
	}
	return all
}

// seedOf is the n-th simulated seed of a setting. Settings have different seeds, so that what one draw has in particular
// averages out over settings.
func (p *problem) seedOf(setting int, n int64) int64 {
	return p.firstSeed + int64(setting)*p.seeds + n + 1
}

func (p *problem) predictSetting(ctx context.Context, setting int, u []float64) ([]float64, error) {
	s, err := p.settings[setting].With(assignments(p.free, u)...)
	if err != nil { // constants that the rules refuse together: no prediction
		return nil, nil
	}
	sums := make([]float64, 0, 8)
	for seed := range p.seeds {
		r, err := sim.Run(ctx, s, p.seedOf(setting, seed), sim.Options{Tolerance: tolerance, MaxSteps: maxSteps})
		if err != nil {
			return nil, ctx.Err()
		}
		at := 0
		for _, run := range p.data.Settings[setting].Runs {
			for k, o := range p.data.Runs[run].Observations {
				x := simulated(r, p.tasks[p.first[run]+k], o.Kind, p.data.Runs[run].End)
				if seed == 0 {
					sums = append(sums, 0)
				}
				sums[at] += x / float64(p.seeds)
				at++
			}
		}
	}
	for _, x := range sums {
		if x != x {
			return nil, nil
		}
	}
	return sums, nil
}
