package sim

import (
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/regimes"
)

// Result is what an outsider may know of one finished run.
type Result struct {
	Scenario *scenarios.Scenario // as run, swept values filled in
	Seed     int64
	Steps    int64 // optimizer steps simulated
	Tasks    []TaskResult
	Network  NetworkResult
	Curves   []CurvePoint // by recorded step, then by task in scenario order
	Circuits []CircuitState
	Cost     Cost
}

// Cost counts the work of a run; it is deterministic, time is not.
type Cost struct {
	AcceptedSteps int64 // integrator steps taken (optimizer steps under gd and sgd)
	RejectedSteps int64 // integrator steps refused by the error control
	AgentUpdates  int64 // evaluations of one agent's growth rate
}

// Metrics are a task's outside measures at one moment (docs/model.md, section 5).
// Losses are in nats per answer token.
type Metrics struct {
	TrainLoss      float64 // cross-entropy (or squared error) and Penalty
	TestLoss       float64
	TrainAccuracy  float64 // per token, on the training items with the labels given
	TestAccuracy   float64 // per token, on unseen items with the true labels
	ExactMatch     float64 // all answer tokens right, on unseen items
	EditDistance   float64 // expected wrong tokens of an answer
	Brier          float64 // per token, 0 (certain and right) to 2 (certain and wrong)
	LogLikelihood  float64 // mean log-probability of the right token, -TestLoss
	MultipleChoice float64 // the right option outscores the others
	Penalty        float64 // part of TrainLoss that is the cost term of training.cost
}

// Measured are the metrics as seen on a finite test set; nil where the task has none (test_items: 0).
type Measured struct {
	TestAccuracy   float64
	ExactMatch     float64
	MultipleChoice float64
}

// Regime is the dynamics that a run's curves show, see regimes.Classify.
type Regime = regimes.Regime

// The regimes, by their names in results.
const (
	Confusion      = regimes.Confusion
	MemorizeRegime = regimes.Memorization
	Progression    = regimes.Progression
	Grokking       = regimes.Grokking
	SemiGrokking   = regimes.SemiGrokking
	Comprehension  = regimes.Comprehension
)

// TaskState is what there is to say of one task at one moment.
type TaskState struct {
	Metrics
	Measured           *Measured
	ChainOfThought     *float64 // unseen items answered right step by step, where ExactMatch is the direct answer; nil: the task is no composite
	MemorizedBits      float64  // bits stored beyond what is generalized
	Generalization     float64  // mean logit that generalization circuits and heads give to an item of the task
	Memorization       float64  // mean logit that memorization gives to a training item, as it is sampled; NaN: there are none
	MemorizationLoad   float64  // share of the parameters of all pools that MemorizedBits take, at least 0
	GeneralizationLoad float64  // share of the parameters of all pools that the task's generalization occupies, at least 0
}

// TaskResult is the end of one task's curves. Event steps are nil where the event never happens.
type TaskResult struct {
	Name string
	TaskState
	Regime           Regime
	StepTrain        *float64 // first step with train accuracy >= 0.99
	StepTest         *float64 // first step with test loss < 1
	StepTestAccuracy *float64 // first step with test accuracy >= 0.97
	PeakTestLoss     float64  // highest test loss of the run
	StepPeakTestLoss float64  // where it is reached

	WithoutGeneralization Ablation       // the task's generalization circuits removed
	WithoutMemorization   Ablation       // the task's memorization circuits removed
	WithoutHeads          *HeadAblations // nil: heads do not serve the task
}

// Ablation are a task's accuracies, 0 to 1, if some of its circuits were removed
// at the end of training: their strengths set to 0, with the fields, the budget
// and the test noise that follow; all other circuits are as they were
// (docs/model.md, "Order parameters and ablations"). The representation
// definition of emergence asks for them (Krakauer et al. arXiv:2506.11135).
type Ablation struct {
	TrainAccuracy float64 // as Metrics has it; NaN where there are no training items
	TestAccuracy  float64
}

// HeadAblations are a task's test accuracies, 0 to 1, if some of the attention
// heads were removed at the end of training: 2% of them, rounded up, by their
// strengths (Yin and Steinhardt arXiv:2502.14010).
type HeadAblations struct {
	FunctionVector float64 // the strongest function-vector heads
	Induction      float64 // the strongest induction heads that are not among those
	Random         float64 // as many heads, drawn at random
}

// NetworkResult is what there is to say of the whole network at one moment: in a Result the end of the run.
type NetworkResult struct {
	Load   float64 // share of the parameter budget in use, 0 to 1
	Norm   float64 // L2 norm of the circuits' factors, in raw weights (docs/model.md, section 3)
	Loss   float64 // share-weighted training loss of all tasks, nats per token
	FLOPs  float64 // 6 N tokens
	Tokens float64 // items seen
}

// CurvePoint is one task, and the network, at one recorded step.
type CurvePoint struct {
	Task string
	Step float64
	TaskState
	NetworkResult
}

// CircuitState is one agent at one recorded step (the last one under record.circuits: final).
type CircuitState struct {
	Task         string // "" for a head, which serves two
	Kind         Kind
	Index        int64 // within its task and kind
	Step         float64
	Depth        int64
	Gain         float64    // per step; of a cohort with its items' sampling weight, the task's share included
	Footprint    float64    // parameters per circuit when learned; 0 for memorization, which pays in bits
	Multiplicity float64    // items that a cohort stands for; 1 for generalization and heads
	Strength     float64    // logit
	Born         *float64   // first step with strength >= 1; nil: never
	Died         *float64   // first step after Born with strength < 1; nil: never
	Head         *HeadState // nil: not a head
}

// HeadState is what an attention head is beside its strength, the sum of Induction and FunctionVector.
type HeadState struct {
	RelativeDepth      float64  // above 0, up to 1 in the last layer
	Induction          float64  // logit
	FunctionVector     float64  // logit
	InductionBorn      *float64 // first step with Induction >= 1; nil: never
	FunctionVectorBorn *float64 // first step with FunctionVector >= 1; nil: never
}
