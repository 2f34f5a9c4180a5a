package sim

import (
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/regimes"
)

// recorder keeps what the scenario asks for: curves at the recorded steps, the
// milestones of every task, and circuits with their births and deaths.
type recorder struct {
	n         *network
	f         *fields
	o         *observer
	due       []float64 // recorded steps still to come
	draws     uint64
	tokens    float64 // seen up to tokensAt
	tokensAt  float64
	histories []history
	lives     []life // by agent
	result    *Result
}

func newRecorder(n *network, f *fields, o *observer, result *Result) *recorder {
	due := recordedSteps(n.spec.Record, n.spec.Training.Steps)
	result.Curves = make([]CurvePoint, 0, len(due)*len(n.tasks))
	return &recorder{
		n: n, f: f, o: o, result: result, due: due,
		histories: make([]history, len(n.tasks)),
		lives:     make([]life, n.agents),
	}
}

// start looks at the network before its first step.
func (r *recorder) start() {
	for i := range r.n.tasks {
		r.histories[i].locate(0, 0, r.chance(i), r.correct(i), r.o.look(i), nil)
	}
	for i, s := range r.f.strength {
		r.lives[i].see(0, s)
	}
	r.record(0)
}

// follow looks at the step that the solver has just taken.
func (r *recorder) follow(m solver) {
	from, to := m.span()
	looked := from
	for k := 1; k <= m.looks(); k++ {
		t := from + (to-from)*float64(k)/float64(m.looks())
		if k == m.looks() {
			t = to
		}
		m.at(t)
		for i := range r.n.tasks {
			if r.histories[i].locate(looked, t, r.chance(i), r.correct(i), r.o.look(i), r.between(i, m)) {
				m.at(t)
			}
		}
		looked = t
	}
	for i := range r.lives {
		if t, up, crossed := m.crossing(i); crossed {
			r.lives[i].cross(t, up)
		}
	}
	for len(r.due) > 0 && r.due[0] <= to {
		m.at(r.due[0])
		r.record(r.due[0])
	}
}

// between looks at task i inside the last step; nil where steps are whole.
func (r *recorder) between(i int, m solver) func(t float64) view {
	if m.looks() == 1 {
		return nil
	}
	return func(t float64) view {
		m.at(t)
		return r.o.look(i)
	}
}

func (r *recorder) chance(i int) float64  { return 1 / float64(r.n.tasks[i].Classes) }
func (r *recorder) correct(i int) float64 { return 1 - r.n.tasks[i].LabelNoise }

// tokensBy is the number of items seen up to step t, in the present phase or before.
func (r *recorder) tokensBy(t float64) float64 {
	return r.tokens + (t-r.tokensAt)*r.f.rates.batch
}

// turn closes a phase at step t, while its rates still hold.
func (r *recorder) turn(t float64) {
	r.tokens, r.tokensAt = r.tokensBy(t), t
}

// record keeps the present moment, which is step t.
func (r *recorder) record(t float64) {
	r.due = r.due[1:]
	tokens := r.tokensBy(t)
	flops := 6 * float64(r.n.spec.Model.Params) * tokens
	load, norm, capacity := r.n.load(r.f), r.o.norm(), r.n.capacity()
	first := len(r.result.Curves)
	for i, held := range r.n.holdings(r.f) {
		m, measured := r.o.measure(i, r.draws)
		memorization, generalization := r.o.logits(i)
		r.result.Curves = append(r.result.Curves, CurvePoint{
			Task: r.n.tasks[i].Name, Step: t,
			TaskState: TaskState{
				Metrics: m, Measured: measured,
				MemorizedBits: held.bits, Generalization: generalization, Memorization: memorization,
				MemorizationLoad:   held.bits / r.n.spec.Model.BitsPerParam / capacity,
				GeneralizationLoad: held.params / capacity,
			},
			NetworkResult: NetworkResult{Load: load, Norm: norm, FLOPs: flops, Tokens: tokens},
		})
	}
	now := r.result.Curves[first:]
	loss := r.meanLoss(now)
	for i := range now {
		now[i].Loss = loss
		now[i].ChainOfThought = r.n.tasks[i].chain.answer(now)
	}
	r.draws++
	if r.n.spec.Record.Circuits == scenarios.CircuitsAll {
		r.circuits(t)
	}
}

// meanLoss is what training descends: the tasks' losses by their shares of the mix, and
// every circuit's cost.
func (r *recorder) meanLoss(now []CurvePoint) float64 {
	sum := 0.0
	for i := range now {
		if share := r.f.rates.shares[i]; share > 0 {
			sum += share * (now[i].TrainLoss - now[i].Penalty)
		}
		sum += now[i].Penalty
	}
	return sum
}

// circuits keeps every circuit as it is now.
func (r *recorder) circuits(t float64) {
	for _, k := range r.n.kinds {
		k.record(r, t)
	}
}

// agent is what the table of circuits says of agent i, of a task, at step t
// whatever its kind.
func (r *recorder) agent(of population, task, i int, t float64) CircuitState {
	return CircuitState{
		Task: r.n.tasks[task].Name, Kind: of.name(), Index: int64(i - of.ofTask(task).first), Step: t,
		Gain: r.f.rates.gain[i], Strength: r.f.strength[i], Multiplicity: 1,
		Born: r.lives[i].born, Died: r.lives[i].died,
	}
}

// finish writes the end of the run, step t, into the result.
func (r *recorder) finish(t float64) {
	if r.n.spec.Record.Circuits == scenarios.CircuitsFinal {
		r.circuits(t)
	}
	last := r.result.Curves[len(r.result.Curves)-len(r.n.tasks):]
	for i := range r.n.tasks {
		h := &r.histories[i]
		r.result.Tasks = append(r.result.Tasks, TaskResult{
			Name:             r.n.tasks[i].Name,
			TaskState:        last[i].TaskState,
			StepTrain:        h.first[trainAll],
			StepTest:         h.first[testLossBelowOne],
			StepTestAccuracy: h.first[testAll],
			PeakTestLoss:     h.peakLoss,
			StepPeakTestLoss: h.peakAt,
			Regime: regimes.Classify(regimes.Landmarks{
				TrainLeavesChance: h.first[trainLeavesChance], TestLeavesChance: h.first[testLeavesChance],
				Train90: h.first[trainMost], Test90: h.first[testMost],
				FinalTest: last[i].TestAccuracy, Chance: r.chance(i),
			}),
		})
	}
	r.result.Network = last[0].NetworkResult
	for _, k := range r.n.kinds {
		k.ablate(r.o, r.result)
	}
	r.n.feel(r.f)
}
