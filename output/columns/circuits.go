package columns

import "github.com/circsim/circsim/sim"

// Circuit describes a row of the circuits table.
var Circuit = Group[sim.CircuitState]{
	taskName(func(c *sim.CircuitState) *string { return &c.Task }),
	word("kind", sim.Kinds, "docs/model.md section 1", func(c *sim.CircuitState) *string { return (*string)(&c.Kind) }),
	Integer("index", "", "number of the circuit within its task and kind", "docs/model.md section 1", func(c *sim.CircuitState) *int64 { return &c.Index }),
	trainingTime(func(c *sim.CircuitState) *float64 { return &c.Step }),
	Integer("depth", "factors", "factors in the circuit's product", "docs/model.md section 1", func(c *sim.CircuitState) *int64 { return &c.Depth }).Repeated(),
	number("gain", "per step", "growth rate; of a cohort with its items' sampling weight", "docs/model.md section 3",
		func(c *sim.CircuitState) *float64 { return &c.Gain }),
	number("footprint", "parameters", "parameters occupied when learned; 0 for memorization, which pays in bits", "docs/model.md section 4",
		func(c *sim.CircuitState) *float64 { return &c.Footprint }).Repeated(),
	number("multiplicity", "items", "items that a memorization cohort stands for; 1 for generalization and heads", "docs/model.md section 6",
		func(c *sim.CircuitState) *float64 { return &c.Multiplicity }).Repeated(),
	number("strength", "logit", "strength of the circuit", "docs/model.md section 3", func(c *sim.CircuitState) *float64 { return &c.Strength }),
	optional("born", "steps", "first step with strength >= 1", Never, "docs/model.md section 3",
		func(c *sim.CircuitState) **float64 { return &c.Born }),
	optional("died", "steps", "first step after born with strength < 1", Never, "docs/model.md section 3",
		func(c *sim.CircuitState) **float64 { return &c.Died }),
	perhaps(func(c *sim.CircuitState) **sim.HeadState { return &c.Head }, "not a head",
		number("relative_depth", "share of the layers", "layer of a head, by the number of layers", "docs/model.md section 12",
			func(h *sim.HeadState) *float64 { return &h.RelativeDepth }).Repeated(),
		number("induction", "logit", "induction strength of a head, a_c m c", "docs/model.md section 12; arXiv:2209.11895",
			func(h *sim.HeadState) *float64 { return &h.Induction }),
		number("function_vector", "logit", "function-vector strength of a head, a_f m f F", "docs/model.md section 12; arXiv:2502.14010",
			func(h *sim.HeadState) *float64 { return &h.FunctionVector }),
		optional("induction_born", "steps", "first step with induction >= 1", Never+", or not a head", "docs/model.md section 12",
			func(h *sim.HeadState) **float64 { return &h.InductionBorn }),
		optional("function_vector_born", "steps", "first step with function_vector >= 1", Never+", or not a head", "docs/model.md section 12",
			func(h *sim.HeadState) **float64 { return &h.FunctionVectorBorn }),
	),
}
