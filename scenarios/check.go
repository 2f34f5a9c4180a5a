package scenarios

import "fmt"

// problem is a contradiction between keys. It is reported at the first of its paths.
type problem struct {
	paths []string
	msg   string
}

// checker checks keys together. The bounds of single keys were checked before.
type checker struct{ problems []problem }

// check lists the contradictions in a scenario.
func (s *Scenario) check() []problem {
	var c checker
	c.checkModel(s)
	c.checkTraining(s)
	c.checkMoving(s)
	c.checkHeads(s)
	for i := range s.Tasks {
		c.checkTask(s, &s.Tasks[i])
	}
	c.checkPhases(s)
	c.checkRecord(s)
	return c.problems
}

// report adds a problem. The function that it gives takes the paths of the keys involved, the one to blame first.
func (c *checker) report(format string, args ...any) func(paths ...string) {
	return func(paths ...string) {
		c.problems = append(c.problems, problem{paths, fmt.Sprintf(format, args...)})
	}
}

func (c *checker) checkModel(s *Scenario) {
	m := &s.Model
	if m.LeakExponent != 0 && m.LeakParams == 0 {
		c.report("model.leak_params is 0, expected the size at which leak is stated, since leak_exponent is %v", m.LeakExponent)("model.leak_params", "model.leak_exponent")
	}
	if m.GainExponent != 0 && m.GainParams == 0 {
		c.report("model.gain_params is 0, expected the size at which gains are stated, since gain_exponent is %v", m.GainExponent)("model.gain_params", "model.gain_exponent")
	}
	sum := 0.0
	for _, p := range m.Pools {
		sum += p.Share
	}
	if sum > 1+1e-9 {
		c.report("model.pools add up to %v, expected at most 1", sum)("model.pools")
	}
}

const maxSteppedSteps = 1e8 // gd and sgd take every step

func (c *checker) checkTraining(s *Scenario) {
	t := &s.Training
	if t.Dynamics != Flow && t.Steps > maxSteppedSteps {
		c.report("training.steps is %d, expected at most 1e8 with dynamics %s, which takes every step", t.Steps, t.Dynamics)("training.steps", "training.dynamics")
	}
	if t.Temperature > 0 && t.Dynamics != SGD {
		c.report("training.temperature is %v, expected 0 unless dynamics is sgd", t.Temperature)("training.temperature", "training.dynamics")
	}
	if t.Loss == MSE && t.Dynamics == SGD {
		c.report("training.loss is mse, expected cross-entropy with dynamics sgd")("training.loss", "training.dynamics")
	}
	if t.Loss == MSE && t.Normalization > 0 {
		c.report("training.normalization is %v, expected 0 with loss mse, which is met exactly: normalized steps do not shrink there", t.Normalization)("training.normalization", "training.loss")
	}
	if t.Cost.Weight > 0 && t.Normalization > 0 {
		c.report("training.normalization is %v, expected 0 with training.cost", t.Normalization)("training.normalization", "training.cost.weight")
	}
	if t.Cost.Weight > 0 && t.Dynamics != GD {
		c.report("training.cost.weight is %v, expected 0 unless dynamics is gd", t.Cost.Weight)("training.cost.weight", "training.dynamics")
	}
}

// checkMoving checks what phases may change.
func (c *checker) checkMoving(s *Scenario) {
	if decay := s.Training.LearningRate * s.Training.WeightDecay; decay > 1 {
		c.report("training.learning_rate * weight_decay is %v, expected at most 1", decay)("training.weight_decay", "training.learning_rate")
	}
	trained, shared := false, false
	for i := range s.Tasks {
		t := &s.Tasks[i]
		trained = trained || t.Items > 0
		shared = shared || t.Share > 0
		if t.Universe > 0 && t.Items >= t.Universe {
			c.report("tasks.%s.items is %d, expected fewer than universe (%d): test accuracy is over the rest", t.Name, t.Items, t.Universe)(t.path("items"), t.path("universe"))
		}
	}
	switch {
	case len(s.Tasks) == 0:
		c.report("tasks is empty, expected at least one task")("tasks")
	case !trained:
		c.report("no task has items, expected at least one task to train on")(append([]string{"tasks"}, s.taskPaths("items")...)...)
	}
	for i := range s.Tasks {
		if t := &s.Tasks[i]; shared && t.Share == 0 {
			paths := append([]string{t.path("share")}, s.taskPaths("share")...)
			c.report("tasks.%s.share is missing, expected a share of every task or of none", t.Name)(paths...)
		}
	}
}
