package scenarios

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

func (c *checker) checkTask(s *Scenario, t *Task) {
	c.checkPool(s, t)
	c.checkComposite(s, t)
	if t.written("options") && t.Options > t.Classes {
		c.report("%s is %d, expected at most classes (%d)", t.path("options"), t.Options, t.Classes)(t.path("options"), t.path("classes"))
	}
	if t.written("target") && s.Training.Loss != MSE {
		c.report("%s is %v, expected no target unless loss is mse", t.path("target"), t.Target)(t.path("target"), "training.loss")
	}
	if t.LabelNoise > 0 && s.Training.Loss == MSE {
		c.report("%s is %v, expected 0 with loss mse, in which wrong labels have no part", t.path("label_noise"), t.LabelNoise)(t.path("label_noise"), "training.loss")
	}
	for _, o := range t.Overlap {
		path := t.path("overlap." + o.Task)
		if o.Task == t.Name {
			c.report("%s names the task itself, expected another task", path)(path)
		} else if s.task(o.Task) == nil {
			c.report("%s names no task%s", path, text.Hint(o.Task, s.taskNames(t.Name)))(path)
		}
	}
	m := &t.Memorization
	path := t.path("memorization")
	if m.Gain > 0 && m.Initial == 0 && len(m.Factors) == 0 {
		c.report("%s.initial is missing, expected initial or factors", path)(path+".initial", path+".factors")
	}
	c.checkFactors(s, path, m.Factors, m.Initial)
	for i := range t.Generalization {
		c.checkGeneralization(s, t, i)
	}
}

func (c *checker) checkPool(s *Scenario, t *Task) {
	var names []string
	for _, p := range s.Model.Pools {
		names = append(names, p.Name)
	}
	path := t.path("pool")
	switch {
	case len(names) == 0 || slices.Contains(names, t.Pool):
	case t.Pool == "":
		c.report("%s is missing, expected %s: the model has pools", path, text.OneOf(names))(path, "model.pools")
	default:
		c.report("%s is %s, expected %s", path, t.Pool, text.OneOf(names))(path, "model.pools")
	}
}

func (c *checker) checkGeneralization(s *Scenario, t *Task, i int) {
	g := &t.Generalization[i]
	path := s.circuit(t, i)
	if g.Initial == 0 && len(g.Factors) == 0 {
		c.report("%s.initial is missing, expected initial or factors", path)(path+".initial", path+".factors")
	}
	if g.written("tickets") && g.Tickets == TicketsAuto && g.Footprint == 0 {
		c.report("%s.tickets is auto, expected a footprint above 0 or a number of tickets", path)(path+".tickets", path+".footprint")
	}
	if g.GainUniverse > 0 && t.Universe == 0 {
		c.report("%s.gain_universe is %d, expected a universe of the task that gain can follow", path, g.GainUniverse)(path+".gain_universe", t.path("universe"))
	}
	if !g.written("depth") && g.Depth > mostFactors {
		c.report("%s.depth is left out and so %d, one more than the steps that the task requires, expected depth to be written, at most %d", path, g.Depth, mostFactors)(path+".depth", path, t.path("requires"))
	}
	if n := len(g.Factors); n > 0 && g.written("depth") && int64(n) != g.Depth {
		c.report("%s.factors are %d, expected as many as depth (%d)", path, n, g.Depth)(path+".factors", path+".depth")
	}
	c.checkFactors(s, path, g.Factors, g.Initial)
}

// checkFactors checks initial factors of the section at path.
func (c *checker) checkFactors(s *Scenario, path string, factors []float64, initial float64) {
	if len(factors) == 0 {
		return
	}
	if initial > 0 {
		c.report("%s.initial is %v beside factors, expected one of the two", path, initial)(path+".initial", path+".factors")
	}
	if s.Training.Dynamics == Flow {
		c.report("%s.factors are written, expected initial with dynamics flow, which has no single factors", path)(path+".factors", "training.dynamics")
	}
}

// circuit is the path of a task's generalization circuit as the file writes it.
func (s *Scenario) circuit(t *Task, i int) string {
	path := t.path("generalization")
	indexed := fmt.Sprintf("%s.%d", path, i)
	if _, listed := s.places[indexed]; listed || len(t.Generalization) > 1 {
		return indexed
	}
	return path
}

// warnings are remarks on a scenario without faults.
func (s *Scenario) warnings() []Warning {
	var all []Warning
	sum := 0.0
	for i := range s.Tasks {
		t := &s.Tasks[i]
		sum += t.Share
		if flipped := 1 - 1/float64(t.Classes); t.LabelNoise > flipped {
			all = append(all, Warning(*s.Fault(t.path("label_noise"), "%s is %v, above 1 - 1/classes (%.4g): the true class is the least likely label, and no circuit can learn to avoid it", t.path("label_noise"), t.LabelNoise, flipped)))
		}
		if !s.hasCircuits(t) {
			all = append(all, Warning(*s.Fault("tasks."+t.Name, "tasks.%s has no circuits and stays at chance level; memorization or generalization with a gain above 0 learns it", t.Name)))
		}
	}
	if sum != 0 && math.Abs(sum-1) > 1e-6 {
		all = append(all, Warning(*s.Fault("tasks", "shares add up to %.6g; they are normalized", sum)))
	}
	return all
}

// hasCircuits says whether circuits of any kind, or those of the steps that a composite takes, answer a task at some point
// of the sweep at least.
func (s *Scenario) hasCircuits(t *Task) bool {
	swept := slices.ContainsFunc(s.Sweep.Axes, func(a Axis) bool { return overlap(a.Path, t.path("memorization")) })
	own := t.Memorization.Gain > 0 || len(t.Generalization) > 0
	return swept || own || len(t.Requires) > 0 || s.HasHeads() && slices.Contains([]string{s.Heads.Copy, s.Heads.Abstract}, t.Name)
}
