package report

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

const (
	mostCurves   = 180_000   // numbers of all curves of a page about one study
	mostRead     = 4_000_000 // rows of curves that are read
	mostBytes    = 256 << 20 // of circuits that are read
	mostSteps    = 100       // of a curve
	leastSteps   = 30        // of a curve of a longer one, where there are many
	mostCircuits = 12        // of a kind, of a task of a run
	allCircuits  = 6_000     // of a page about one study
)

// overTime are the columns of curves that a page has.
var overTime = []string{"train_accuracy", "test_accuracy", "train_loss", "test_loss", "memorization", "generalization", "memorization_load", "generalization_load"}

// curves are the training of chosen runs.
type curves struct {
	Runs []*training `json:"runs"`
}

// training is one run over time.
type training struct {
	Point    int        `json:"point"`
	Run      int64      `json:"run"`
	Seed     int64      `json:"seed"`
	Steps    rounded    `json:"steps"`
	Tasks    []*course  `json:"tasks"`
	Circuits []*circuit `json:"circuits,omitempty"`
	Others   int        `json:"others,omitempty"` // circuits that are left out
}

// course is a task over time, by column.
type course struct {
	Task   string             `json:"task"`
	Values map[string]rounded `json:"values"`
}

// circuit is one circuit at the end of training, or over it.
type circuit struct {
	Task     string  `json:"task"`
	Kind     string  `json:"kind"`
	Index    int64   `json:"index"`
	Depth    int64   `json:"depth"`
	Gain     number  `json:"gain"`
	Born     number  `json:"born"`
	Strength number  `json:"strength"` // at the last recorded step
	At       rounded `json:"at,omitempty"`
	Over     rounded `json:"over,omitempty"` // strength by At
}

// middle is the run of a point whose training is shown.
type middle struct {
	point int
	run   int64
}

// medians chooses for each point the run of the median seed.
type medians struct{ runs [][]final }

type final struct {
	run      int64
	accuracy float64
}

func (m *medians) add(point int, run int64, accuracy float64) {
	for len(m.runs) <= point {
		m.runs = append(m.runs, nil)
	}
	m.runs[point] = append(m.runs[point], final{run, accuracy})
}

// chosen are the runs of median accuracy, the lower of two, of equal ones the first.
func (m *medians) chosen() []middle {
	var list []middle
	for point, runs := range m.runs {
		if len(runs) == 0 {
			continue
		}
		slices.SortStableFunc(runs, func(a, b final) int { return cmp.Compare(a.accuracy, b.accuracy) })
		median := runs[(len(runs)-1)/2].accuracy
		for _, r := range runs {
			if r.accuracy == median || median != median {
				list = append(list, middle{point, r.run})
				break
			}
		}
	}
	return list
}

// readCurves reads the training of the chosen runs, or of some of them where there are many.
func (s *study) readCurves(ctx context.Context, room int) error {
	s.Curves = &curves{Runs: []*training{}}
	parts, chosen, err := s.parts()
	if err != nil || len(parts) == 0 {
		return err
	}
	tasks := len(s.Points.Tasks)
	most := max(1, room/(tasks*len(overTime)*leastSteps))
	kept := evenly(chosen, most)
	steps := min(mostSteps, max(leastSteps, room/(len(kept)*tasks*len(overTime))))
	shown := sample{runs: map[int64]int{}, steps: steps}
	for _, c := range kept {
		shown.runs[c.run] = c.point
	}
	kinds := len(kept) * tasks * 2
	shown.circuits = min(mostCircuits, max(1, allCircuits*room/mostCurves/kinds))
	shown.over = min(mostCircuits, room/(kinds*steps*2))
	recorded := 0
	for batch := range slices.Chunk(parts, batchParts) {
		type part struct {
			runs []*training
			most int
			err  error
		}
		read, err := stat.Parallel(ctx, len(batch), func(i int) part {
			runs, most, err := s.trainings(batch[i], shown)
			return part{runs, most, err}
		})
		if err != nil {
			return err
		}
		for _, p := range read {
			if p.err != nil {
				return p.err
			}
			s.Curves.Runs = append(s.Curves.Runs, p.runs...)
			recorded = max(recorded, p.most)
		}
	}
	s.ruleOfCurves(len(kept), steps, recorded)
	return nil
}

// sample is what is shown of training.
type sample struct {
	runs     map[int64]int // the point of each run
	steps    int           // of a curve
	circuits int           // of each task and kind
	over     int           // of these, those that are shown over training, if they are recorded so
}

// ruleOfCurves says which runs are shown.
func (s *study) ruleOfCurves(kept, steps, recorded int) {
	rule := "Curves are those of one run of each point, of median final test accuracy"
	if len(s.Points.Tasks) > 1 {
		rule += " of " + s.Points.Tasks[0].Task
	}
	if n := len(s.Points.Runs); kept < n {
		rule = fmt.Sprintf("Curves are those of one run of %d of the %d points, evenly chosen: that of median final test accuracy", kept, n)
	}
	if recorded > steps {
		rule += fmt.Sprintf(", at %d of its %d recorded steps, evenly chosen", steps, recorded)
	}
	s.Rules = append(s.Rules, rule+". The tables have all runs and steps.")
}

// parts are the parts that have chosen runs, or some of them where they are too large to read, and the chosen runs in them.
func (s *study) parts() (parts []int, chosen []middle, err error) {
	partOf := map[int64]int{}
	part, first, runs := 0, int64(0), int64(0)
	slices.SortFunc(s.chosen, func(a, b middle) int { return cmp.Compare(a.run, b.run) })
	for _, c := range s.chosen {
		for c.run >= first+runs {
			if runs > 0 {
				part++
			}
			if first, runs = s.manifest.Block(part); runs == 0 {
				return nil, nil, fmt.Errorf("%s: run %d is not in the plan", s.Dir, c.run)
			}
		}
		partOf[c.run] = part
		if len(parts) == 0 || parts[len(parts)-1] != part {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return nil, nil, nil
	}
	one, err := readColumns(output.PartPath(s.Dir, output.Curves, parts[0]), []string{"run"}, nil)
	if err != nil {
		return nil, nil, err
	}
	parts = evenly(parts, max(1, mostRead/max(1, one.rows)))
	size := 0
	for _, part := range parts {
		if info, err := os.Stat(output.PartPath(s.Dir, output.Circuits, part)); err == nil {
			size += int(info.Size())
		}
	}
	if size > mostBytes {
		parts = evenly(parts, max(1, int(float64(len(parts))*mostBytes/float64(size))))
	}
	for _, c := range s.chosen {
		if _, found := slices.BinarySearch(parts, partOf[c.run]); found {
			chosen = append(chosen, c)
		}
	}
	slices.SortFunc(chosen, func(a, b middle) int { return cmp.Compare(a.point, b.point) })
	return parts, chosen, nil
}

// evenly are at most n of a list, evenly chosen, with both ends.
func evenly[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	if n == 1 {
		return list[:1]
	}
	some := make([]T, n)
	for i := range some {
		some[i] = list[i*(len(list)-1)/(n-1)]
	}
	return some
}

// trainings reads the chosen runs of a part, and says how many steps they have.
func (s *study) trainings(part int, shown sample) (list []*training, most int, err error) {
	c, err := readColumns(output.PartPath(s.Dir, output.Curves, part), append([]string{"run", "seed", "step"}, overTime...), []string{"task"})
	if err != nil {
		return nil, 0, err
	}
	byRun, order := map[int64][]int{}, []int64{}
	for row := range c.rows {
		run := int64(c.numbers[0][row])
		if _, ok := shown.runs[run]; !ok {
			continue
		}
		if byRun[run] == nil {
			order = append(order, run)
		}
		byRun[run] = append(byRun[run], row)
	}
	for _, run := range order {
		rows := byRun[run]
		t := &training{Point: shown.runs[run], Run: run, Seed: int64(c.numbers[1][rows[0]])}
		byTask := map[string][]int{}
		for _, row := range rows {
			byTask[c.words[0][row]] = append(byTask[c.words[0][row]], row)
		}
		for _, r := range s.Points.Tasks {
			rows := byTask[r.Task]
			most = max(most, len(rows))
			rows = evenly(rows, shown.steps)
			if t.Steps == nil {
				t.Steps = pick(c.numbers[2], rows)
			}
			values := map[string]rounded{}
			for i, name := range overTime {
				values[name] = pick(c.numbers[3+i], rows)
			}
			t.Tasks = append(t.Tasks, &course{r.Task, values})
		}
		list = append(list, t)
	}
	if s.manifest.Circuits != scenarios.CircuitsNone {
		err = s.circuits(part, list, shown)
	}
	return list, most, err
}

func pick(column []float64, rows []int) rounded {
	list := make(rounded, len(rows))
	for i, row := range rows {
		list[i] = column[row]
	}
	return list
}

// circuits adds the strongest circuits to the runs of a part.
func (s *study) circuits(part int, list []*training, shown sample) error {
	c, err := readColumns(output.PartPath(s.Dir, output.Circuits, part), []string{"run", "index", "step", "depth", "gain", "born", "strength"}, []string{"task", "kind"})
	if err != nil {
		return err
	}
	byRun := map[int64]*training{}
	for _, t := range list {
		byRun[t.Run] = t
	}
	type name struct {
		run        int64
		task, kind string
		index      int64
	}
	found := map[name]*circuit{}
	for row := range c.rows {
		t := byRun[int64(c.numbers[0][row])]
		if t == nil {
			continue
		}
		n := name{t.Run, c.words[0][row], c.words[1][row], int64(c.numbers[1][row])}
		one := found[n]
		if one == nil {
			one = &circuit{Task: n.task, Kind: n.kind, Index: n.index, Depth: int64(c.numbers[3][row])}
			found[n] = one
			t.Circuits = append(t.Circuits, one)
		}
		one.Gain, one.Born, one.Strength = number(c.numbers[4][row]), number(c.numbers[5][row]), number(c.numbers[6][row])
		one.At, one.Over = append(one.At, c.numbers[2][row]), append(one.Over, c.numbers[6][row])
	}
	for _, t := range list {
		t.strongest(shown)
	}
	return nil
}

// strongest keeps the strongest circuits of each task and kind.
func (t *training) strongest(shown sample) {
	slices.SortStableFunc(t.Circuits, func(a, b *circuit) int { return cmp.Compare(b.top(), a.top()) })
	count := map[[2]string]int{}
	var kept []*circuit
	for _, c := range t.Circuits {
		group := [2]string{c.Task, c.Kind}
		count[group]++
		if count[group] > shown.circuits {
			t.Others++
			continue
		}
		if len(c.At) < 2 || count[group] > shown.over {
			c.At, c.Over = nil, nil
		}
		c.At, c.Over = evenly(c.At, shown.steps), evenly(c.Over, shown.steps)
		kept = append(kept, c)
	}
	t.Circuits = kept
}

// top is the greatest strength that the circuit has had.
func (c *circuit) top() float64 {
	most := float64(c.Strength)
	for _, x := range c.Over {
		most = max(most, x)
	}
	return most
}
