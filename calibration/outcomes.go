package calibration

import (
	"math"
	"slices"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sim/regimes"
)

// outcomes are drawn ends of a run: of each network several, in which the model's error is drawn once for all that it moves.
// Steps, accuracies and the regime of one draw belong to one run, so that they do not contradict each other.
type outcomes struct {
	values  map[Kind][]float64 // on the scales of the kinds, by draw; a kind that the task does not have is absent
	weights []float64          // by draw
	regimes []sim.Regime       // by draw
	errors  bool               // errors of the model are drawn
}

// drawsOfNetwork are the errors that are drawn for each network, at the middles of as many equally likely intervals.
const drawsOfNetwork = 64

// The errors of one run. All kinds of one error move together.
const (
	ofMemorizing   = iota // of step_train
	ofGeneralizing        // of step_test and step_test_accuracy
	ofPeak                // of peak_test_loss
	ofTraining            // of the last train accuracy
	ofTesting             // of the last test accuracy
	errorsOfRun
)

var errorOf = map[Kind]int{
	StepTrain: ofMemorizing, StepTest: ofGeneralizing, StepTestAccuracy: ofGeneralizing, PeakTestLoss: ofPeak,
	TrainAccuracy: ofTraining, TestAccuracy: ofTesting,
}

// drawing makes the outcomes of one task.
type drawing struct {
	*Networks
	task      int
	name      string
	end       float64 // steps
	observed  *Run    // nil: no run is under way
	values    map[Kind][]float64
	scale     map[Kind]float64
	quantiles map[float64][]float64 // of t distributions, by degrees of freedom and interval
}

// outcomes draws the ends of weighted networks.
func (c *Networks) outcomes(task int, weights []float64, observed *Run) *outcomes {
	d := &drawing{
		Networks: c, task: task, name: c.scenario.Tasks[task].Name, end: float64(c.scenario.Training.Steps), observed: observed,
		values: map[Kind][]float64{}, scale: map[Kind]float64{}, quantiles: map[float64][]float64{},
	}
	draws := 1
	for _, k := range Kinds {
		values := c.values(task, k, d.end)
		if slices.ContainsFunc(values, math.IsNaN) {
			continue
		}
		d.values[k], d.scale[k] = values, c.scale(k, values)
		if d.scale[k] > 0 {
			draws = drawsOfNetwork
		}
	}
	o := &outcomes{values: map[Kind][]float64{}, errors: draws > 1}
	for i := range c.networks {
		if weights[i] == 0 {
			continue
		}
		order := orders(i, draws)
		for n := range draws {
			var at [errorsOfRun]int
			for e := range at {
				at[e] = order[e][n]
			}
			values, regime := d.run(i, at)
			for _, k := range Kinds {
				if d.values[k] != nil {
					o.values[k] = append(o.values[k], values[k])
				}
			}
			o.regimes, o.weights = append(o.regimes, regime), append(o.weights, weights[i]/float64(draws))
		}
	}
	return o
}

// orders shuffles the intervals of a network's errors, each in its own way.
func orders(network, draws int) (list [errorsOfRun][]int) {
	stream := random.NewStream(1, "forecast", "errors")
	number := uint64(network) * errorsOfRun * drawsOfNetwork
	for e := range list {
		order := make([]int, draws)
		for i := range order {
			order[i] = i
		}
		for i := draws - 1; i > 0; i-- {
			j := min(int(stream.Uniform(number)*float64(i+1)), i)
			number++
			order[i], order[j] = order[j], order[i]
		}
		list[e] = order
	}
	return list
}

// run is one end of a network, with errors in the given intervals.
func (d *drawing) run(network int, intervals [errorsOfRun]int) (map[Kind]float64, sim.Regime) {
	v := map[Kind]float64{}
	var z [errorsOfRun]float64
	for e := range z {
		z[e] = d.error(network, e, intervals[e])
	}
	for _, k := range Kinds {
		at := d.values[k]
		if at == nil {
			continue
		}
		x := at[network] + d.scale[k]*z[errorOf[k]]
		happened, bound := d.observed.tells(d.name, k)
		if happened != nil {
			x = happened.Value
		}
		v[k] = max(x, bound)
	}
	if d.later(network, StepTestAccuracy, StepTest) || d.values[StepTest] != nil && v[StepTest] > logStep(d.end) {
		v[StepTestAccuracy] = max(v[StepTestAccuracy], v[StepTest])
	}
	d.rise(network, v, z[ofPeak])
	d.accuracies(network, v)
	return v, d.regime(network, v)
}

// rise foretells the peak of the test loss of a run under way. How far the run's highest loss so far is from the network's, which is
// as much later as its event, tells the peak's error in as far as the network's loss has risen by then; the rest is drawn.
func (d *drawing) rise(network int, v map[Kind]float64, z float64) {
	if d.values[PeakTestLoss] == nil {
		return
	}
	happened, bound := d.observed.tells(d.name, PeakTestLoss)
	if happened != nil || math.IsInf(bound, -1) {
		return
	}
	late := 0.0
	if d.values[StepTest] != nil {
		late = v[StepTest] - d.values[StepTest][network]
	}
	r := d.networks[network].result
	first, peak := math.Log(peakBefore(r, d.task, 0)), d.values[PeakTestLoss][network]
	now := math.Log(peakBefore(r, d.task, math.Exp(logStep(d.observed.End)-late)))
	risen := 1.0
	if peak > first {
		risen = min(max((now-first)/(peak-first), 0), 1)
	}
	v[PeakTestLoss] = max(bound, peak+risen*(bound-now)+(1-risen)*d.scale[PeakTestLoss]*z)
}

// later is whether a network has both events, one not before the other.
func (d *drawing) later(network int, k, than Kind) bool {
	a, b := d.values[k], d.values[than]
	return a != nil && b != nil && a[network] >= b[network]
}

// error is an error of a network, in the middle of one of its intervals, given that the network's events are still to come in a
// run under way.
func (d *drawing) error(network, e, interval int) float64 {
	above, freedom := math.Inf(-1), 0.0
	for _, k := range Kinds {
		if errorOf[k] != e || d.values[k] == nil || d.scale[k] == 0 {
			continue
		}
		freedom = d.freedom(k)
		if happened, bound := d.observed.tells(d.name, k); happened == nil && k != PeakTestLoss {
			above = max(above, (bound-d.values[k][network])/d.scale[k])
		}
	}
	u := (float64(interval) + 0.5) / drawsOfNetwork
	switch {
	case freedom == 0:
		return 0
	case math.IsInf(above, -1):
		return d.quantile(freedom, interval, u)
	}
	t := student(freedom)
	return -t.Quantile(max(u*t.CDF(-above), math.SmallestNonzeroFloat64))
}

// quantile is the t quantile of an interval, which is exceeded with probability u.
func (d *drawing) quantile(freedom float64, interval int, u float64) float64 {
	if d.quantiles[freedom] == nil {
		d.quantiles[freedom] = make([]float64, drawsOfNetwork)
	}
	q := &d.quantiles[freedom][interval]
	if *q == 0 {
		*q = -student(freedom).Quantile(u)
	}
	return *q
}

// accuracies makes the last accuracies of a run fit its steps: its curves are the network's, as much later as its events, with
// the error of accuracies on top, and on the right side of the levels that the events cross.
func (d *drawing) accuracies(network int, v map[Kind]float64) {
	r := d.networks[network].result
	for _, a := range []struct {
		last, event Kind
		level       float64
		of          func(*sim.CurvePoint) float64
	}{
		{TrainAccuracy, StepTrain, trainLevel, func(p *sim.CurvePoint) float64 { return p.TrainAccuracy }},
		{TestAccuracy, StepTestAccuracy, testLevel, func(p *sim.CurvePoint) float64 { return p.TestAccuracy }},
	} {
		if d.values[a.last] == nil || d.values[a.event] == nil {
			continue
		}
		late := v[a.event] - d.values[a.event][network]
		shifted := logit(curveAt(r, d.task, math.Exp(logStep(d.end)-late), a.of))
		x := v[a.last] + shifted - d.values[a.last][network]
		if v[a.event] <= logStep(d.end) {
			x = max(x, logit(a.level))
		} else {
			x = min(x, logit(a.level))
		}
		v[a.last] = min(max(x, logit(0)), logit(1))
	}
}

// regime is that of the network's landmarks, as much later as the run's events.
func (d *drawing) regime(network int, v map[Kind]float64) sim.Regime {
	if d.scale[StepTrain] == 0 && d.scale[StepTestAccuracy] == 0 && d.observed == nil {
		return d.networks[network].regimes[d.task]
	}
	l := d.networks[network].result.Tasks[d.task].Landmarks
	late := func(k Kind) float64 {
		if d.values[k] == nil {
			return 0
		}
		return v[k] - d.values[k][network]
	}
	train, test := late(StepTrain), late(StepTestAccuracy)
	if d.values[TestAccuracy] != nil {
		l.FinalTest = TestAccuracy.natural(v[TestAccuracy])
	}
	l.TrainLeavesChance, l.Train90 = d.moved(l.TrainLeavesChance, train), d.moved(l.Train90, train)
	l.TestLeavesChance, l.Test90 = d.moved(l.TestLeavesChance, test), d.moved(l.Test90, test)
	return regimes.Classify(l)
}

// moved is a step that is later by a difference of ln steps; nil if that is after the end.
func (d *drawing) moved(step *float64, late float64) *float64 {
	if step == nil {
		return nil
	}
	at := *step * math.Exp(late)
	if at > d.end {
		return nil
	}
	return &at
}
