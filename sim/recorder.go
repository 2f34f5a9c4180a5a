package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/regimes"
)

// recorder collects the result: curves at the recorded steps, the milestones of
// every task, and circuits with their births and deaths.
type recorder struct {
	n         *network
	f         *fields
	o         *observer
	due       []float64 // recorded steps still to come
	draws     uint64
	tokens    float64 // items seen up to step tokensAt, where the phase began
	tokensAt  float64
	histories []history
	watchers  []*watcher // by task
	near      bool       // an event may be near the end of the last step
	middles   []looked   // by task: in the middle of the last step
	ends      []looked   // by task: at the end of the last step
	lives     []life     // by agent
	result    *Result
	progress  func(step float64)                 // of Options
	observe   func([]CurvePoint, []CircuitState) // of Options
}

func newRecorder(n *network, f *fields, o *observer, result *Result) *recorder {
	due := recordedSteps(n.spec.Record, n.spec.Training.Steps)
	result.Curves = make([]CurvePoint, 0, len(due)*len(n.tasks))
	r := &recorder{n: n, f: f, o: o, result: result, due: due, lives: make([]life, n.agents)}
	for i := range n.tasks {
		r.histories = append(r.histories, newHistory(&n.tasks[i]))
	}
	for i := range n.tasks {
		r.watchers = append(r.watchers, newWatcher(o, i, &r.histories[i]))
	}
	r.middles, r.ends = make([]looked, len(n.tasks)), make([]looked, len(n.tasks))
	return r
}

// start looks at the network before its first step.
func (r *recorder) start() {
	r.look(r.ends)
	for i := range r.histories {
		r.histories[i].locate(0, 0, r.ends[i].view, nil)
	}
	for i, s := range r.f.strength {
		r.lives[i].see(0, s)
	}
	r.record(0)
}

// follow looks at the step that the solver has just taken: at its end and, where an event can be near, in its middle.
func (r *recorder) follow(m solver) {
	from, to := m.span()
	middle := from + (to-from)/2
	before := r.near
	inside := before && !m.whole() && !m.ends()
	r.seeLives(m)
	// An implicit step begins with the fields at the end of the last, which are therefore computed last.
	if !m.ends() {
		r.recordDue(m, to)
	}
	if inside {
		m.at(middle)
		r.look(r.middles)
	}
	m.at(to)
	r.look(r.ends)
	r.near = slices.ContainsFunc(r.watchers, (*watcher).near)
	if (before || r.near) && !m.whole() && !inside {
		inside = true
		m.at(middle)
		r.look(r.middles)
	}
	for i := range r.histories {
		h, at := &r.histories[i], r.between(i, m)
		if !inside {
			h.locate(from, to, r.ends[i].view, at)
			continue
		}
		start := h.lossAt(from)
		h.locate(from, middle, r.middles[i].view, at)
		h.locate(middle, to, r.ends[i].view, at)
		if !math.IsNaN(start) {
			h.raisePeak(from, to, [3]float64{start, r.middles[i].lossBy(at, middle), r.ends[i].lossBy(at, to)}, at)
		}
	}
	r.recordDue(m, to)
}

// recordDue records the steps up to t that are due.
func (r *recorder) recordDue(m solver, t float64) {
	for len(r.due) > 0 && r.due[0] <= t {
		m.at(r.due[0])
		r.record(r.due[0])
	}
}

// look takes every watcher's view.
func (r *recorder) look(at []looked) {
	for i, w := range r.watchers {
		at[i] = looked{w.look(), w.lossComputed}
	}
}

// looked is a watcher's view of a moment.
type looked struct {
	view
	lossComputed bool // not kept from an earlier moment
}

// lossBy is the test loss of the moment, at time t.
func (l *looked) lossBy(at func(m milestone, t float64) view, t float64) float64 {
	if l.lossComputed {
		return l.testLoss
	}
	return at(testLossLow, t).testLoss
}

// seeLives notes which strengths have crossed 1 in the last step.
func (r *recorder) seeLives(m solver) {
	if !m.crossings() {
		return
	}
	r.f.each(span{0, len(r.n.blocks)}, func(_ *fields, b int) { m.cross(&r.n.blocks[b], r.lives) })
}

// between returns the metric of a milestone of task i at any time of the last step,
// or nil if time goes in whole steps.
func (r *recorder) between(i int, m solver) func(of milestone, t float64) view {
	if m.whole() {
		return nil
	}
	return func(of milestone, t float64) view {
		if of.ofTraining() {
			m.strengthsAt(t)
		} else {
			m.at(t)
		}
		return r.o.lookFor(of, i)
	}
}

// tokensBy is the number of items seen up to step t of the present phase.
func (r *recorder) tokensBy(t float64) float64 {
	return r.tokens + (t-r.tokensAt)*r.f.rates.batch
}

// turn ends a phase at step t. It is called before the rates change.
func (r *recorder) turn(t float64) {
	r.tokens, r.tokensAt = r.tokensBy(t), t
}

// record adds step t, at which the fields are, to the result.
func (r *recorder) record(t float64) {
	r.due = r.due[1:]
	before := len(r.result.Curves)
	r.result.Curves = r.o.points(r.result.Curves, t, r.tokensBy(t), r.draws)
	r.draws++
	kept, all := len(r.result.Circuits), r.n.spec.Record.Circuits == scenarios.CircuitsAll
	if all || r.observe != nil {
		r.circuits(t)
	}
	if r.observe != nil {
		r.observe(r.result.Curves[before:], r.result.Circuits[kept:])
	}
	if !all {
		r.result.Circuits = r.result.Circuits[:kept]
	}
}

// circuits adds every circuit at step t to the result.
func (r *recorder) circuits(t float64) {
	for _, k := range r.n.kinds {
		k.record(r, t)
	}
}

// agent holds those columns of agent i, of a task, at step t that all populations
// fill in the same way.
func (r *recorder) agent(of population, task, i int, t float64) CircuitState {
	return CircuitState{
		Task: r.n.tasks[task].Name, Kind: of.name(), Index: int64(i - of.ofTask(task).first), Step: t,
		Gain: r.f.rates.gain[i], Strength: r.f.strength[i], Multiplicity: 1,
		Born: r.lives[i].born, Died: r.lives[i].died,
	}
}

// finish adds the end of the run, at step t, to the result.
func (r *recorder) finish(t float64) {
	if r.n.spec.Record.Circuits == scenarios.CircuitsFinal {
		r.circuits(t)
	}
	last := r.result.Curves[len(r.result.Curves)-len(r.n.tasks):]
	for i := range r.n.tasks {
		h := &r.histories[i]
		landmarks := regimes.Landmarks{
			TrainLeavesChance: h.first[trainLeavesChance], TestLeavesChance: h.first[testLeavesChance],
			Train90: h.first[trainMost], Test90: h.first[testMost],
			FinalTest: last[i].TestAccuracy, Chance: h.chance,
		}
		r.result.Tasks = append(r.result.Tasks, TaskResult{
			Name:             r.n.tasks[i].Name,
			TaskState:        last[i].TaskState,
			StepTrain:        h.first[trainAll],
			StepTest:         h.first[testLossLow],
			StepTestAccuracy: h.first[testAll],
			PeakTestLoss:     h.peakLoss,
			StepPeakTestLoss: reportedStep(h.peakAt),
			Landmarks:        landmarks,
			Regime:           regimes.Classify(landmarks),
		})
	}
	r.result.Network = last[0].NetworkResult
	for _, k := range r.n.kinds {
		k.ablate(r.o, r.result)
	}
	r.n.feel(r.f)
}
