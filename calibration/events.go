package calibration

import (
	"math"

	"github.com/circsim/circsim/sim"
)

// Kind is a kind of measurement of a task. Its value is on a scale on which errors are additive.
type Kind string

// The kinds of measurements, as docs/tables.md defines the events.
const (
	StepTrain        Kind = "step_train"         // ln steps until train accuracy >= 0.99
	StepTest         Kind = "step_test"          // ln steps until the test loss is below sim.LowLoss
	StepTestAccuracy Kind = "step_test_accuracy" // ln steps until test accuracy >= 0.97
	PeakTestLoss     Kind = "peak_test_loss"     // ln nats, the highest test loss before step_test, or of the run
	TrainAccuracy    Kind = "train_accuracy"     // logit of the last train accuracy
	TestAccuracy     Kind = "test_accuracy"      // logit of the last test accuracy
)

// Kinds are all kinds, in the order in which they are reported.
var Kinds = []Kind{StepTrain, StepTest, StepTestAccuracy, PeakTestLoss, TrainAccuracy, TestAccuracy}

// IsStep reports whether the kind is the step of an event, which may never happen.
func (k Kind) IsStep() bool { return k == StepTrain || k == StepTest || k == StepTestAccuracy }

// natural is the value of a kind in its natural unit: steps, nats, or a share.
func (k Kind) natural(x float64) float64 {
	if k == TrainAccuracy || k == TestAccuracy {
		return 1 / (1 + math.Exp(-x))
	}
	return math.Exp(x)
}

// Levels that the events cross.
const (
	trainLevel = 0.99
	testLevel  = 0.97
)

// leastShare is how near to 0 and 1 the logit of an accuracy tells accuracies apart.
const leastShare = 1e-3

func logit(p float64) float64 {
	p = min(max(p, leastShare), 1-leastShare)
	return math.Log(p / (1 - p))
}

func logLoss(loss float64) float64 { return math.Log(max(loss, 1e-300)) }

// logStep is the natural logarithm of a step; steps before the first count as the first.
func logStep(step float64) float64 { return math.Log(max(step, 1)) }

// crossing watches a curve, point by point, for its first crossing of a level.
type crossing struct {
	level float64
	down  bool                    // from above
	scale func(x float64) float64 // on which the curve is straight in ln step

	seen, crossed bool
	step, value   float64 // the latest point
	low, high     float64 // ln steps between which it crosses
	at            float64 // ln step of the crossing
}

func (c *crossing) see(step, value float64) {
	if value != value || c.crossed {
		return
	}
	beyond := value >= c.level
	if c.down {
		beyond = value < c.level
	}
	if beyond {
		c.crossed = true
		c.high = logStep(step)
		c.low, c.at = c.high, c.high
		if c.seen {
			c.low = logStep(c.step)
			c.at = c.low + (c.high-c.low)*c.share(value)
		}
	}
	c.seen, c.step, c.value = true, step, value
}

// share is where, between the latest point and a value beyond the level, the level is crossed.
func (c *crossing) share(value float64) float64 {
	from, to, level := c.scale(c.value), c.scale(value), c.scale(c.level)
	if from == to {
		return 1
	}
	return min(max((level-from)/(to-from), 0), 1)
}

// point is a row of curves of one task; NaN is a value that it does not have.
type point struct{ step, trainAccuracy, testLoss, testAccuracy float64 }

// contradicts is whether another point at the same step has another value.
func (p *point) contradicts(other *point) bool {
	return p.step == other.step && (p.trainAccuracy < other.trainAccuracy || p.trainAccuracy > other.trainAccuracy ||
		p.testLoss < other.testLoss || p.testLoss > other.testLoss || p.testAccuracy < other.testAccuracy || p.testAccuracy > other.testAccuracy)
}

// curves watches the curves of one task in one measured run.
type curves struct {
	train, test, loss   crossing
	last                point
	peak                float64 // highest test loss before step_test; 0 before any
	trainLast, testLast float64 // accuracies; NaN before any
}

// newCurves watches a task of so many classes.
func newCurves(classes float64) curves {
	return curves{
		train: crossing{level: trainLevel, scale: logit}, test: crossing{level: testLevel, scale: logit},
		loss: crossing{level: sim.LowLoss(classes), down: true, scale: logLoss},
		last: point{step: math.NaN()}, trainLast: math.NaN(), testLast: math.NaN(),
	}
}

// see takes one row.
func (c *curves) see(p point) {
	c.last = p
	c.train.see(p.step, p.trainAccuracy)
	c.test.see(p.step, p.testAccuracy)
	if p.testLoss > 0 && !c.loss.crossed {
		c.peak = max(c.peak, p.testLoss)
	}
	c.loss.see(p.step, p.testLoss)
	if p.trainAccuracy == p.trainAccuracy {
		c.trainLast = p.trainAccuracy
	}
	if p.testAccuracy == p.testAccuracy {
		c.testLast = p.testAccuracy
	}
}

// observations are what was measured of a task in a run that ended at a step.
func (c *curves) observations(task string, end float64) (list []Observation) {
	for _, k := range Kinds {
		o := Observation{Task: task, Kind: k}
		have := false
		event := func(c *crossing) {
			have = c.seen
			o.Value, o.Censored = logStep(end), !c.crossed
			if c.crossed {
				o.Value, o.Rounding = c.at, (c.high-c.low)/math.Sqrt(12)
			}
		}
		switch k {
		case StepTrain:
			event(&c.train)
		case StepTest:
			event(&c.loss)
		case StepTestAccuracy:
			event(&c.test)
		case PeakTestLoss:
			have, o.Value = c.peak > 0, math.Log(c.peak)
		case TrainAccuracy:
			have, o.Value = c.trainLast == c.trainLast, logit(c.trainLast)
		case TestAccuracy:
			have, o.Value = c.testLast == c.testLast, logit(c.testLast)
		}
		if have {
			list = append(list, o)
		}
	}
	return list
}

// simulated is what a simulated run has for a measurement of a task in a run that ended at a step. An event that does not
// happen within the simulated steps gets a value beyond their end, by how far the run still was from it, so that a search
// has a slope to follow.
func simulated(r *sim.Result, task int, k Kind, end float64) float64 {
	t := &r.Tasks[task]
	step := func(at *float64, missing float64) float64 {
		if at != nil {
			return logStep(*at)
		}
		return logStep(float64(r.Steps)) + min(max(missing, 0), mostMissing)
	}
	switch k {
	case StepTrain:
		return step(t.StepTrain, (logit(trainLevel)-logit(t.TrainAccuracy))/4)
	case StepTest:
		return step(t.StepTest, math.Log(t.TestLoss/sim.LowLoss(float64(r.Scenario.Tasks[task].Classes))))
	case StepTestAccuracy:
		return step(t.StepTestAccuracy, (logit(testLevel)-logit(t.TestAccuracy))/4)
	case PeakTestLoss:
		return math.Log(peakBefore(r, task, end))
	case TrainAccuracy:
		return logit(curveAt(r, task, end, func(p *sim.CurvePoint) float64 { return p.TrainAccuracy }))
	default:
		return logit(curveAt(r, task, end, func(p *sim.CurvePoint) float64 { return p.TestAccuracy }))
	}
}

// mostMissing bounds how far beyond the simulated steps an event that does not happen is put, in ln steps.
const mostMissing = 3

// peakBefore is the highest test loss before step_test, or until the measured end.
func peakBefore(r *sim.Result, task int, end float64) float64 {
	t := &r.Tasks[task]
	if t.StepTest != nil {
		end = min(end, *t.StepTest)
	}
	if t.StepPeakTestLoss <= end {
		return t.PeakTestLoss
	}
	peak := 0.0
	for i := task; i < len(r.Curves); i += len(r.Tasks) {
		if p := &r.Curves[i]; p.Step <= end || peak == 0 {
			peak = max(peak, p.TestLoss)
		}
	}
	return max(peak, curveAt(r, task, end, func(p *sim.CurvePoint) float64 { return p.TestLoss }))
}

// curveAt is a curve at a step, straight in ln step between its recorded points.
func curveAt(r *sim.Result, task int, step float64, of func(*sim.CurvePoint) float64) float64 {
	n := len(r.Tasks)
	for i := task; i < len(r.Curves); i += n {
		p := &r.Curves[i]
		if p.Step < step && i+n < len(r.Curves) {
			continue
		}
		if i < n || p.Step <= step {
			return of(p)
		}
		before := &r.Curves[i-n]
		low, high := logStep(before.Step), logStep(p.Step)
		if high == low {
			return of(p)
		}
		share := (logStep(step) - low) / (high - low)
		return of(before) + share*(of(p)-of(before))
	}
	return math.NaN()
}
