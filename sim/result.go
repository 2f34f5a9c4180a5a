package sim

import (
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/regimes"
)

// Result is one finished run.
type Result struct {
	Scenario *scenarios.Scenario // as run, with the values of the sweep's point
	Seed     int64
	Steps    int64 // optimizer steps simulated
	Tasks    []TaskResult
	Network  NetworkResult
	Curves   []CurvePoint // by recorded step, then by task in scenario order
	Circuits []CircuitState
	Cost     Cost
}

// Cost counts the work of a run. Unlike time, it is deterministic.
type Cost struct {
	AcceptedSteps int64 // integrator steps taken (optimizer steps under gd and sgd)
	RejectedSteps int64 // integrator steps that the error control rejected
	AgentUpdates  int64 // evaluations of one agent's growth rate
}

// Regime names the dynamics that a run's curves show; regimes.Classify has the rule.
type Regime = regimes.Regime

// The regimes.
const (
	Confusion      = regimes.Confusion
	MemorizeRegime = regimes.Memorization
	Progression    = regimes.Progression
	Grokking       = regimes.Grokking
	SemiGrokking   = regimes.SemiGrokking
	Comprehension  = regimes.Comprehension
)

// TaskResult describes one task at the end of a run. The steps of events are nil if the event never happens.
type TaskResult struct {
	Name string
	TaskState
	Regime           Regime
	Landmarks        regimes.Landmarks // what Regime follows from
	StepTrain        *float64          // first step with train accuracy >= 0.99
	StepTest         *float64          // first step with test loss < 1; of two classes, < ln(2)/2
	StepTestAccuracy *float64          // first step with test accuracy >= 0.97
	PeakTestLoss     float64           // highest test loss of the run
	StepPeakTestLoss float64           // its step

	WithoutGeneralization Ablation       // without the task's generalization circuits
	WithoutMemorization   Ablation       // without the task's memorization circuits
	WithoutHeads          *HeadAblations // nil: heads do not serve the task
}

// Ablation holds a task's accuracies, 0 to 1, at the end of training with some of
// its circuits at strength 0, and with the fields, the budget and the test noise
// that follow. No other circuit changes (docs/model.md, "Order parameters and
// ablations"). The representation definition of emergence uses it (Krakauer et al.
// arXiv:2506.11135).
type Ablation struct {
	TrainAccuracy float64 // as in Metrics; NaN without training items
	TestAccuracy  float64
}

// HeadAblations holds a task's test accuracies, 0 to 1, at the end of training
// without 2% of the attention heads, rounded up (Yin and Steinhardt
// arXiv:2502.14010).
type HeadAblations struct {
	FunctionVector float64 // without the strongest function-vector heads
	Induction      float64 // without the strongest induction heads among the others
	Random         float64 // without as many heads drawn at random
}

// CircuitState describes one agent or head at one recorded step; with record.circuits: final, at the last one.
type CircuitState struct {
	Task         string // "" for a head, which serves two tasks
	Kind         Kind
	Index        int64 // within its task and kind
	Step         float64
	Depth        int64      // number of factors
	Gain         float64    // per step; for a cohort, times the sampling weight of an item
	Footprint    float64    // parameters per circuit when learned; 0 for memorization, which occupies bits
	Multiplicity float64    // number of items of a cohort; 1 for generalization and heads
	Strength     float64    // logit
	Born         *float64   // first step with strength >= 1; nil: never
	Died         *float64   // first step after Born with strength < 1; nil: never
	Head         *HeadState // nil: not a head
}

// HeadState describes an attention head, whose strength is the sum of Induction and FunctionVector.
type HeadState struct {
	RelativeDepth      float64  // above 0, up to 1 in the last layer
	Induction          float64  // logit
	FunctionVector     float64  // logit
	InductionBorn      *float64 // first step with Induction >= 1; nil: never
	FunctionVectorBorn *float64 // first step with FunctionVector >= 1; nil: never
}
