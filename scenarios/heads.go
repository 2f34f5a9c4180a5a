package scenarios

import (
	"reflect"

	"github.com/circsim/circsim/internal/text"
)

// Heads are a network's attention heads (docs/model.md, "Attention heads"). Layers 0: none.
type Heads struct {
	Layers   int64  `yaml:"layers" unit:"layers" jsonschema:"required,minimum=1,maximum=1000" jsonschema_description:"Attention layers."`
	PerLayer int64  `yaml:"per_layer" unit:"heads" jsonschema:"required,minimum=1,maximum=1000" jsonschema_description:"Heads of one layer."`
	Copy     string `yaml:"copy" jsonschema:"required" jsonschema_description:"The task whose items are answered by copying from the context: they feel the sum of induction strengths."`
	Abstract string `yaml:"abstract" jsonschema:"required" jsonschema_description:"The task whose items ask for the function that the context shows: they feel the sum of function-vector strengths and copy_share of the induction strengths." more:"Another task than copy."`

	Gain          float64 `yaml:"gain" unit:"per step" jsonschema:"required,exclusiveMinimum=0" jsonschema_description:"Gain of the factors match, copy and function, per step."`
	Initial       float64 `yaml:"initial" unit:"logit^(1/2)" jsonschema:"required,exclusiveMinimum=0,maximum=100" jsonschema_description:"Median of the three factors at initialization."`
	InitialSpread float64 `yaml:"initial_spread" jsonschema:"minimum=0,maximum=10" jsonschema_description:"Standard deviation of ln initial factor, over heads and factors."`
	Norm          float64 `yaml:"norm" unit:"logit^(1/2)" jsonschema:"required,minimum=0.001,maximum=1000" jsonschema_description:"R: match^2 + (copy + function)^2 beyond R^2 costs loss." more:"The cost is x^2/2 nats, x the share beyond R^2."`

	RepresentationGain    float64 `yaml:"representation_gain" unit:"per step" jsonschema:"required,exclusiveMinimum=0" jsonschema_description:"Gain of the representation that all function-vector strengths share, per step."`
	RepresentationInitial float64 `yaml:"representation_initial" jsonschema:"required,exclusiveMinimum=0,maximum=100" jsonschema_description:"The representation at initialization."`

	CopyDepth     float64 `yaml:"copy_depth" default:"0.4" unit:"share of the layers" jsonschema:"minimum=0,maximum=1" jsonschema_description:"Relative depth that serves induction best."`
	FunctionDepth float64 `yaml:"function_depth" default:"0.6" unit:"share of the layers" jsonschema:"minimum=0,maximum=1" jsonschema_description:"Relative depth that serves function vectors best."`
	DepthWidth    float64 `yaml:"depth_width" default:"0.2" unit:"share of the layers" jsonschema:"minimum=0.001,maximum=1000" jsonschema_description:"Standard deviation of the bells around the best depths."`
	CopyShare     float64 `yaml:"copy_share" jsonschema:"minimum=0,maximum=1" jsonschema_description:"Part of the induction strengths that abstract items feel too."`
}

const (
	maxHeads       = 100_000
	maxHeadUpdates = 1e11 // of all heads over all steps
)

// HasHeads says whether the network has attention heads.
func (s *Scenario) HasHeads() bool { return s.Heads.Layers > 0 }

func (h *Heads) number() float64 { return float64(h.Layers) * float64(h.PerLayer) }

func (c *checker) checkHeads(s *Scenario) {
	h := &s.Heads
	if !s.HasHeads() {
		if *h != defaults().Heads {
			c.report("heads.layers is missing, expected a number of layers beside the other keys of heads")("heads.layers", "heads")
		}
		return
	}
	if s.Training.Dynamics != GD {
		c.report("heads are written, expected dynamics gd: heads take explicit steps")("heads", "training.dynamics")
	}
	for _, f := range headsShape.fields {
		isText := f.shape.kind == textual // checkServed says more about names of tasks
		if path := "heads." + f.key; f.required && !isText && reflect.ValueOf(h).Elem().Field(f.index).IsZero() {
			c.report("%s is missing, expected it beside heads.layers", path)(path, "heads")
		}
	}
	c.checkServed(s, "heads.copy", h.Copy)
	c.checkServed(s, "heads.abstract", h.Abstract)
	if h.Copy == h.Abstract && h.Copy != "" {
		c.report("heads.abstract is %s, expected another task than heads.copy", h.Abstract)("heads.abstract", "heads.copy")
	}
	if n := h.number(); n > maxHeads {
		c.report("heads.layers * per_layer is %.0f, expected at most %d heads", n, maxHeads)("heads.per_layer", "heads.layers")
	} else if steps := float64(s.Training.Steps); n*steps > maxHeadUpdates {
		c.report("heads.layers * per_layer * training.steps is %.3g, expected at most %.0e: fewer steps, each of a larger batch", n*steps, maxHeadUpdates)("training.steps", "heads.per_layer", "heads.layers")
	}
}

// checkServed checks the name of a task that heads serve.
func (c *checker) checkServed(s *Scenario, path, name string) {
	switch {
	case s.task(name) != nil:
	case name == "":
		c.report("%s is missing, expected the name of a task", path)(path, "heads", "tasks")
	default:
		c.report("%s is %s, which names no task%s", path, text.Line(name), text.Hint(name, s.taskNames("")))(path, "tasks")
	}
}
