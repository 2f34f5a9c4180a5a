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

// Metrics are a task's metrics at one step (docs/model.md, section 5). Losses are
// in nats per answer token; accuracies and shares are from 0 to 1.
type Metrics struct {
	TrainLoss      float64 // cross-entropy, or half the squared error, plus Penalty
	TestLoss       float64
	TrainAccuracy  float64 // per token, on the training items with the labels given
	TestAccuracy   float64 // per token, on unseen items with the true labels
	ExactMatch     float64 // share of unseen items with all answer tokens right
	EditDistance   float64 // expected number of wrong tokens in an answer
	Brier          float64 // per token, 0 (certain and right) to 2 (certain and wrong)
	LogLikelihood  float64 // mean log-probability of the right token, -TestLoss
	MultipleChoice float64 // share of unseen items whose right option outscores the others
	Penalty        float64 // the term of training.cost in TrainLoss
}

// Measured holds metrics measured on a finite test set.
type Measured struct {
	TestAccuracy   float64
	ExactMatch     float64
	MultipleChoice float64
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

// TaskState describes one task at one step.
type TaskState struct {
	Metrics
	Measured           *Measured // nil: the task has no finite test set (test_items: 0)
	ChainOfThought     *float64  // share of unseen items answered right step by step (ExactMatch: directly); nil: the task is not composite
	MemorizedBits      float64   // bits stored beyond what is generalized
	Generalization     float64   // mean logit from generalization circuits and heads over all items
	Memorization       float64   // mean logit from memorization over training items, weighted by sampling; NaN: there are none
	MemorizationLoad   float64   // share of the parameters of all pools that MemorizedBits occupy, at least 0
	GeneralizationLoad float64   // share of the parameters of all pools that generalization occupies, at least 0
}

// TaskResult describes one task at the end of a run. The steps of events are nil if the event never happens.
type TaskResult struct {
	Name string
	TaskState
	Regime           Regime
	StepTrain        *float64 // first step with train accuracy >= 0.99
	StepTest         *float64 // first step with test loss < 1
	StepTestAccuracy *float64 // first step with test accuracy >= 0.97
	PeakTestLoss     float64  // highest test loss of the run
	StepPeakTestLoss float64  // its step

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

// NetworkResult describes the whole network at one step; in a Result, at the end of the run.
type NetworkResult struct {
	Load   float64 // share of the parameter budget in use, 0 to 1
	Norm   float64 // L2 norm of the circuits' factors, in units of raw weights (docs/model.md, section 3)
	Loss   float64 // training loss of all tasks, weighted by their shares, nats per token
	FLOPs  float64 // 6 N tokens
	Tokens float64 // items seen
}

// CurvePoint describes one task, and the network, at one recorded step.
type CurvePoint struct {
	Task string
	Step float64
	TaskState
	NetworkResult
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
