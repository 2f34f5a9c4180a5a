package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// fewPoints is the largest number of points that are described one by one.
const fewPoints = 16

// maxReplicates is the largest number of replicates whose steps the medians of a point use.
const maxReplicates = 10000

// tally accumulates the rows of one task.
type tally struct {
	*grid
	name       string
	regimes    map[sim.Regime]int64
	whole      mean      // test accuracy of all runs
	accuracy   []mean    // test accuracy, by point
	stored     []mean    // train accuracy, by point
	loss       []mean    // train loss, by point
	regimesAt  [][]int64 // runs by regime, by point; nil if there is no map
	details    []detail  // by point; nil where there are more than fewPoints
	generalize bool      // whether some run has a generalizing circuit
}

// detail is what is kept of a point besides its means.
type detail struct {
	regimes             map[sim.Regime]int64
	stepTrain, stepTest []float64
}

// mean is the mean of the added values, except NaN.
type mean struct {
	sum float64
	n   int64
}

func (m *mean) add(x float64) {
	if !math.IsNaN(x) {
		m.sum += x
		m.n++
	}
}

// value is NaN where no value was added.
func (m mean) value() float64 { return m.sum / float64(m.n) }

// extremes are the least and the largest of the means; NaN if there are none.
func extremes(means []mean) (least, most float64) {
	least, most = math.NaN(), math.NaN()
	for _, m := range means {
		if y := m.value(); y == y {
			if !(least <= y) {
				least = y
			}
			if !(most >= y) {
				most = y
			}
		}
	}
	return least, most
}

// tallies are the tallies of all tasks, in the order of the table.
type tallies struct {
	list   []*tally
	byName map[string]*tally
}

func (t *tallies) of(g *grid, name string) *tally {
	if found, ok := t.byName[name]; ok {
		return found
	}
	made := &tally{
		grid: g, name: strings.Clone(name), regimes: map[sim.Regime]int64{},
		accuracy: make([]mean, g.points), stored: make([]mean, g.points), loss: make([]mean, g.points),
	}
	if g.mapped() {
		made.regimesAt = make([][]int64, g.points)
	}
	if g.points <= fewPoints {
		made.details = make([]detail, g.points)
	}
	t.byName[made.name] = made
	t.list = append(t.list, made)
	return made
}

func (t *tally) add(row output.RunRow) {
	t.regimes[row.Task.Regime]++
	t.whole.add(row.Task.TestAccuracy)
	t.generalize = t.generalize || row.Task.Generalization != 0
	if t.points == 0 {
		return
	}
	point := t.pointOf(row.Run)
	t.accuracy[point].add(row.Task.TestAccuracy)
	t.stored[point].add(row.Task.TrainAccuracy)
	t.loss[point].add(row.Task.TrainLoss)
	t.addRegime(point, row.Task.Regime)
	if t.details == nil {
		return
	}
	d := &t.details[point]
	if d.regimes == nil {
		d.regimes = map[sim.Regime]int64{}
	}
	d.regimes[row.Task.Regime]++
	if len(d.stepTrain) < maxReplicates {
		d.stepTrain = append(d.stepTrain, orNever(row.Task.StepTrain))
		d.stepTest = append(d.stepTest, orNever(row.Task.StepTest))
	}
}

func orNever(step *float64) float64 {
	if step == nil {
		return math.Inf(1)
	}
	return *step
}

// median is a step of some run: of an even number of steps, the lower of the middle two. It is +Inf where half of the runs or more
// have no step.
func median(x []float64) float64 {
	slices.Sort(x)
	if upper := x[len(x)/2]; math.IsInf(upper, 1) {
		return upper
	}
	return stat.Percentile(x, 0.5)
}

func counts(regimes map[sim.Regime]int64) []Count {
	list := make([]Count, 0, len(regimes))
	for regime, runs := range regimes {
		list = append(list, Count{regime, runs})
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Runs, a.Runs), cmp.Compare(a.Regime, b.Regime))
	})
	return list
}

// task summarizes the rows.
func (t *tally) task() Task {
	task := Task{Name: t.name, TestAccuracy: t.whole.value(), Regimes: counts(t.regimes), Map: t.regimeMap()}
	if task.stores = !t.generalize; task.stores {
		task.Least, task.Most = extremes(t.stored)
	} else {
		task.Least, task.Most = extremes(t.accuracy)
	}
	for i, d := range t.details {
		if len(d.stepTrain) > 0 {
			task.Points = append(task.Points, Point{
				Values: t.values(i), TestAccuracy: t.accuracy[i].value(), TrainLoss: t.loss[i].value(),
				StepTrain: median(d.stepTrain), StepTest: median(d.stepTest), Regimes: counts(d.regimes),
			})
		}
	}
	if t.points == 0 || t.design != scenarios.Grid {
		return task // it has no lines
	}
	for axis := range t.axes {
		if t.generalize {
			task.addThreshold(t, axis)
		} else {
			task.addScaling(t, axis)
		}
	}
	return task
}
