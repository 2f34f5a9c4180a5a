package scenarios

// The structs of this file are the format. Everything else is read off their tags, once, as shapes (shape.go):
//
//	yaml                    the key
//	jsonschema              bounds, words of an enumeration, whether the key is required
//	jsonschema_description  the meaning, in the JSON Schema and on the page of keys
//	word                    a word for the zero value
//	default                 the value of a key that is left out; zero without this tag
//	follows                 the default in words, if it follows other keys; settle computes it
//	unset                   the default in words, if neither a value nor a rule says it
//	refused                 "VALUE: why", for a value beyond the bounds that people try
//	form                    the form of a text: name (of a study) or word (of a task or pool)
//	swept                   on a section: axes may name its keys
//	phase                   phases may set the key
//	designs, required_by    the designs that take a key of sweep, and those that need it
//	unit, more              the unit and the fine print on the page of keys, docs/keys.md
//	choose                  how to find a value, in the files that New writes

// Scenario is one study as its YAML file states it. It does not change once it is loaded.
type Scenario struct {
	Name     string   `yaml:"name" form:"name" jsonschema:"required" jsonschema_description:"Short name of the study; also the folder of its tables. Letters, digits, dot, dash and underscore."`
	Title    string   `yaml:"title" jsonschema_description:"One line that says what is studied."`
	Cites    []string `yaml:"cites" jsonschema_description:"Sources of the claims and of the constants."`
	Model    Model    `yaml:"model" swept:"yes" jsonschema:"required" jsonschema_description:"The network whose parameters the circuits compete for."`
	Training Training `yaml:"training" swept:"yes" jsonschema:"required" jsonschema_description:"How long and with what optimizer the network is trained."`
	Tasks    []Task   `yaml:"tasks" swept:"yes" jsonschema:"required" jsonschema_description:"The tasks that the network learns from, by name." more:"At least one has items."`
	Heads    Heads    `yaml:"heads" unset:"none" swept:"yes" jsonschema_description:"Attention heads that serve two tasks in context. Left out: none." more:"Only with dynamics gd (section 12). At most 100,000 heads, and 1e11 heads times steps."`
	Sweep    Sweep    `yaml:"sweep" unset:"one run" jsonschema_description:"What to vary; the product of the axes, each point with a number of seeds."`
	Record   Record   `yaml:"record" jsonschema_description:"What to keep of each run."`

	Source string   `yaml:"-"` // file name as the user typed it, or the name of a built-in scenario
	Text   string   `yaml:"-"` // the file as it was read
	Sets   []string `yaml:"-"` // PATH=VALUE settings; Parse(Source, Text, Sets) gives this scenario again

	places map[string]position // of keys, by path
}

// Model is the network (docs/model.md, sections 4 and 5).
type Model struct {
	Params        int64   `yaml:"params" unit:"parameters" jsonschema:"required,minimum=1,maximum=1e15" jsonschema_description:"N, the number of trainable parameters." choose:"Count those of the network that is modelled."`
	GainParams    int64   `yaml:"gain_params" unit:"parameters" jsonschema:"minimum=0,maximum=1e15" jsonschema_description:"Network size, in parameters, at which gains are stated; 0 means any size." more:"Above 0 where gain_exponent is not 0."`
	GainExponent  float64 `yaml:"gain_exponent" jsonschema:"minimum=-4,maximum=4" jsonschema_description:"kappa, growth of all gains with the network, as (N / gain_params)^gain_exponent; 0 is gains that size does not change. Section 13." choose:"Fit it to how the steps to memorize fall as networks grow: wider networks learn faster at one learning rate."`
	BitsPerParam  float64 `yaml:"bits_per_param" default:"2" unit:"bits" jsonschema:"exclusiveMinimum=0,maximum=64" jsonschema_description:"beta, the bits that one parameter can hold." more:"Section 4." choose:"Measured in language models: 2 (arXiv:2404.05405) and 3.6 (arXiv:2505.24832)."`
	Bias          Bias    `yaml:"bias" default:"transformer" jsonschema:"enum=transformer,enum=recurrent,enum=convolutional" jsonschema_description:"Architecture, which favours some task structures." more:"Section 6."`
	Noise         float64 `yaml:"noise" default:"0.1" unit:"logit²" jsonschema:"exclusiveMinimum=0,maximum=1e4" jsonschema_description:"sigma_0^2, variance of every logit before any interference." more:"Section 5." choose:"Fit it to the test loss that remains when the network has generalized."`
	Leak          float64 `yaml:"leak" jsonschema:"minimum=0" jsonschema_description:"Response of memorization to unseen items, at leak_params parameters." choose:"Fit it to the peak of the test loss while the network only memorizes; 0 has no such peak."`
	LeakParams    int64   `yaml:"leak_params" unit:"parameters" jsonschema:"minimum=0,maximum=1e15" jsonschema_description:"Network size, in parameters, at which leak is stated; 0 means any size." more:"Above 0 where leak_exponent is."`
	LeakExponent  float64 `yaml:"leak_exponent" jsonschema:"minimum=0,maximum=4" jsonschema_description:"gamma in leak (N / leak_params)^-gamma; 0 is a leak that size does not change." choose:"Above 0 where the peak of the test loss falls with the size of the network."`
	Interference  float64 `yaml:"interference" jsonschema:"minimum=0" jsonschema_description:"chi, strength of the interpolation noise where stored bits meet capacity." choose:"Above 0 where test loss peaks as memorized bits fill the network, as in double descent."`
	UnseenOutputs Unseen  `yaml:"unseen_outputs" default:"noise" jsonschema:"enum=noise,enum=wrong-class" jsonschema_description:"What memorization answers to an unseen item: noise over all classes, or its whole logit on one wrong class."`
	Pools         []Pool  `yaml:"pools" jsonschema_description:"Mixture of experts: each named pool's share of the parameters. Empty: all tasks draw on the whole network." more:"Together at most 1."`
}

// Pool is one expert of a mixture: a named share of the network's parameters.
type Pool struct {
	Name  string
	Share float64 `jsonschema:"exclusiveMinimum=0,maximum=1"`
}

// Training says how the circuits move (docs/model.md, section 3).
type Training struct {
	Steps            int64    `yaml:"steps" unit:"steps" jsonschema:"required,minimum=1,maximum=1e12" jsonschema_description:"Optimizer steps." more:"At most 1e8 under gd and sgd, which take every step." choose:"A few times the step at which the slowest ability that matters is there."`
	Batch            int64    `yaml:"batch" unit:"items" jsonschema:"minimum=1,maximum=1e12" word:"full" jsonschema_description:"Items per optimizer step; full is every training item of every task."`
	LearningRate     float64  `yaml:"learning_rate" default:"0.001" phase:"yes" unit:"per step" jsonschema:"exclusiveMinimum=0,maximum=10" jsonschema_description:"Learning rate; gains are in proportion to it." choose:"As in the training that is modelled."`
	GainLearningRate float64  `yaml:"gain_learning_rate" unset:"the scenario's own rate" unit:"per step" jsonschema:"exclusiveMinimum=0,maximum=10" jsonschema_description:"Learning rate at which gains are stated; left out, it is the scenario's own, so that only phases change gains." choose:"That of the runs that gains were fitted to."`
	Normalization    float64  `yaml:"normalization" jsonschema:"minimum=0,maximum=1" jsonschema_description:"nu: every gain is multiplied by rho^-nu, rho the root of the sum of squared item gradients, as Adam divides by the gradient's root mean square; 0: plain gradient flow. Section 3." more:"Not with training.cost or loss: mse." choose:"Near 0.8 for Adam and AdamW, 0 for SGD; fit it to how time to memorize grows with data and to the final training loss."`
	WeightDecay      float64  `yaml:"weight_decay" default:"1" phase:"yes" jsonschema:"minimum=0,maximum=1e6" jsonschema_description:"Decoupled weight decay; lambda = learning_rate * weight_decay per step." more:"At most 1 / learning_rate." choose:"As in the training that is modelled; more of it drops memorized items sooner."`
	Dynamics         Dynamics `yaml:"dynamics" default:"flow" jsonschema:"enum=flow,enum=gd,enum=sgd" jsonschema_description:"flow: gradient flow, adaptive. gd: explicit discrete steps. sgd: gd with sampling noise and temperature." more:"Section 3."`
	Temperature      float64  `yaml:"temperature" unit:"logit^(2/depth)" jsonschema:"minimum=0" jsonschema_description:"Langevin temperature of sgd: variance that each factor gains per step, divided by two." more:"It is stated at the learning rate of gains; the noise is in proportion to the rate. Only with sgd."`
	Loss             Loss     `yaml:"loss" default:"cross-entropy" jsonschema:"enum=cross-entropy,enum=mse" jsonschema_description:"cross-entropy, or mse for the exactly solvable special case." more:"mse not with sgd."`
	Cost             Cost     `yaml:"cost" jsonschema_description:"Norm penalty on whole circuits, beside the decay of factors or instead of it (Varma et al. 2309.02390, App. C)." more:"Only with gd."`
	Phases           []Phase  `yaml:"phases" jsonschema_description:"Changes at given steps, the circuits' state carried over."`
}

// GainRate is the learning rate at which gains are stated.
func (t *Training) GainRate() float64 {
	if t.GainLearningRate > 0 {
		return t.GainLearningRate
	}
	return t.LearningRate
}

// Cost is the penalty weight * sum over circuits (s^(1/kappa) norm)^2.
type Cost struct {
	Weight float64 `yaml:"weight" jsonschema:"minimum=0" jsonschema_description:"Weight of the penalty (alpha in the paper); 0 is none."`
	Kappa  float64 `yaml:"kappa" default:"1" jsonschema:"exclusiveMinimum=0" jsonschema_description:"How a circuit's norm grows with its logit, norm * s^(1/kappa)."`
}

// Phase changes some keys from step At on.
type Phase struct {
	At  int64        `yaml:"at" unit:"steps" jsonschema:"required,minimum=1,maximum=1e12" jsonschema_description:"Step at which the change happens." more:"Phases ascend, the last one before the end of training."`
	Set []Assignment `yaml:"set" jsonschema:"required" jsonschema_description:"Changed keys, by path: items and share of tasks, learning_rate and weight_decay of training."`
}

// Assignment gives the key at Path a new Value, of the key's type: int64, float64 or string.
type Assignment struct {
	Path  string
	Value any
}

// Task is one source of training items (docs/model.md, section 6).
type Task struct {
	Name           string           `yaml:"-"`
	Share          float64          `yaml:"share" unset:"in proportion to items" phase:"yes" jsonschema:"exclusiveMinimum=0,maximum=1e9" jsonschema_description:"pi, share of the task in the training mix. Left out by all tasks: in proportion to their items." more:"Shares are normalized, with a warning where they do not add up to 1. Of every task or of none."`
	Pool           string           `yaml:"pool" form:"word" jsonschema_description:"The pool of parameters that the task's circuits draw on, where the model has pools." more:"Required where the model has pools, without effect where it has none."`
	Classes        int64            `yaml:"classes" unit:"classes" jsonschema:"required,minimum=2,maximum=1e9" jsonschema_description:"V, number of classes of one answer token." choose:"The number of possible answers: chance level is 1 / classes."`
	Universe       int64            `yaml:"universe" unit:"items" jsonschema:"minimum=0,maximum=1e15" jsonschema_description:"All items that exist; test accuracy is over the unseen rest. 0: without bound." more:"Held against items, and in the gain of circuits with a gain_universe." choose:"Count all inputs that the task admits, as 113 * 113 pairs of numbers below 113."`
	Items          int64            `yaml:"items" phase:"yes" unit:"items" jsonschema:"required,minimum=0,maximum=1e15" jsonschema_description:"D, unique training items. 0: the task is not trained on." choose:"Usually swept: below a critical number no generalization pays, about gain of memorization / gain of generalization."`
	AnswerLength   int64            `yaml:"answer_length" default:"1" unit:"tokens" jsonschema:"minimum=1,maximum=1e6" jsonschema_description:"Tokens of an answer; exact match needs them all."`
	LabelNoise     float64          `yaml:"label_noise" jsonschema:"minimum=0,exclusiveMaximum=1" jsonschema_description:"Share of training items whose label is wrong." more:"0 under loss: mse."`
	Frequency      Frequency        `yaml:"frequency" word:"uniform" jsonschema_description:"How often items are sampled: uniform, or {zipf: exponent} with weights rank^-exponent."`
	Structure      Structure        `yaml:"structure" default:"local" jsonschema:"enum=local,enum=sequential,enum=long-range" jsonschema_description:"What the task asks of an architecture."`
	Memorization   Memorization     `yaml:"memorization" jsonschema_description:"The circuits that store single items."`
	Generalization []Generalization `yaml:"generalization" jsonschema_description:"The circuits that serve every item they cover, seen or not; one, or a list."`
	Overlap        []Overlap        `yaml:"overlap" jsonschema_description:"How far another task's memorization leaks into this task's test noise, by task name, 0 to 1."`
	TestItems      int64            `yaml:"test_items" unit:"items" jsonschema:"minimum=0,maximum=1e12" jsonschema_description:"Size of the finite test set of the measured_ columns; 0: none is drawn."`
	Options        int64            `yaml:"options" default:"4" follows:"4, or classes if fewer" unit:"classes" jsonschema:"minimum=2,maximum=1e9" jsonschema_description:"Options of the multiple-choice grade." more:"At most classes."`
	Target         float64          `yaml:"target" default:"1" unset:"1" unit:"logit" jsonschema:"exclusiveMinimum=0" jsonschema_description:"S, the strength to reach under loss: mse." more:"Not to be written otherwise."`
	Requires       []string         `yaml:"requires" unit:"tasks" jsonschema:"maxItems=100" jsonschema_description:"The steps of a composite task, each the task that answers it; a task may stand there again. Empty: the task is no composite."`
	Format         string           `yaml:"format" jsonschema_description:"The task that is the skill of writing answers of a composite task step by step." more:"Required where the task requires others, and not to be written otherwise."`

	notes
}

// Frequency is how often training items are sampled: uniformly if Zipf is 0, otherwise with weights rank^-Zipf.
type Frequency struct {
	Zipf float64 `yaml:"zipf" jsonschema:"required,exclusiveMinimum=0,maximum=5" more:"Exponent z of the weights rank^-z."`
}

// Memorization are the rules of a task's memorization circuits, one per training item.
type Memorization struct {
	Gain       float64   `yaml:"gain" unit:"per step" jsonschema:"required,minimum=0" jsonschema_description:"a_m; an item sampled with weight w is learned with gain a_m w per step." choose:"Fit it to the steps until the training set is known: about ln(1 / initial) items / (2 gain) with one task."`
	Initial    float64   `yaml:"initial" unset:"required, unless factors are given" unit:"logit" jsonschema:"exclusiveMinimum=0,maximum=100" jsonschema_description:"m_0, strength (logit) at initialization." choose:"A small logit; fit it together with gain."`
	Cohorts    int64     `yaml:"cohorts" default:"1" follows:"64 under zipf, otherwise 1" jsonschema:"minimum=1,maximum=1e7" jsonschema_description:"Super-individuals that stand for the items: bins of rank under zipf, equal parts otherwise." more:"Phases, coverage and label noise cut them further."`
	Congestion float64   `yaml:"congestion" default:"1" refused:"0: a circuit that no crowding slows overspends the budget" jsonschema:"exclusiveMinimum=0,maximum=10" jsonschema_description:"q, power of the free budget that slows the circuit."`
	Factors    []float64 `yaml:"factors" unset:"balanced, from initial" unit:"logit^(1/depth)" jsonschema:"minItems=2,maxItems=16" jsonschema_description:"Initial value of each factor, for gd and sgd, instead of initial."`
	Norm       float64   `yaml:"norm" default:"1" jsonschema:"exclusiveMinimum=0" jsonschema_description:"Norm of the circuit at strength 1, for training.cost."`

	notes
}

// Generalization are the rules of one kind of generalization circuit.
type Generalization struct {
	Gain          float64   `yaml:"gain" unit:"per step" jsonschema:"required,exclusiveMinimum=0" jsonschema_description:"a_0, median gain of a ticket per step." choose:"A smaller one learns later and asks for more items; fit it to the smallest training set that generalizes."`
	GainUniverse  int64     `yaml:"gain_universe" unit:"items" jsonschema:"minimum=0,maximum=1e15" jsonschema_description:"Universe at which gain is stated: gain falls as universe / gain_universe grows, so that a rule asks for the same share of its universe; 0: universe has no part in it." more:"Not where universe is 0."`
	GainSpread    float64   `yaml:"gain_spread" jsonschema:"minimum=0,maximum=10" jsonschema_description:"sigma_a, standard deviation of ln gain over tickets." choose:"Fit it to how much that smallest training set differs between repeated trainings; 0: not at all."`
	Initial       float64   `yaml:"initial" unset:"required, unless factors are given" unit:"logit" jsonschema:"exclusiveMinimum=0,maximum=100" jsonschema_description:"s_0, median strength of a ticket at initialization." choose:"Sets the plateau before the ability appears: ten times smaller lengthens it by 2.3 / (2 gain r) steps, r the residual."`
	InitialSpread float64   `yaml:"initial_spread" jsonschema:"minimum=0,maximum=10" jsonschema_description:"sigma_s, standard deviation of ln initial strength over tickets." choose:"Fit it to how much the step of generalization differs between repeated trainings."`
	Footprint     float64   `yaml:"footprint" unit:"parameters" jsonschema:"minimum=0,maximum=1e15" jsonschema_description:"c, parameters that the circuit occupies when learned." choose:"Parameters of the part of a network that computes the rule; networks not much larger have no room for it."`
	Depth         int64     `yaml:"depth" default:"2" follows:"number of factors; otherwise one more than the task requires steps, 2 if none" refused:"1: a circuit of one factor grows without a plateau" unit:"factors" jsonschema:"minimum=2,maximum=16" jsonschema_description:"l, factors in the product; 2 is a replicator." more:"To be written where the task requires more than 15 steps."`
	Coverage      float64   `yaml:"coverage" default:"1" jsonschema:"exclusiveMinimum=0,maximum=1" jsonschema_description:"Share of the task's items that the circuit answers, simplest first." more:"Shares are nested."`
	Congestion    float64   `yaml:"congestion" default:"0.3" refused:"0: a circuit that no crowding slows overspends the budget" jsonschema:"exclusiveMinimum=0,maximum=10" jsonschema_description:"q, power of the free budget that slows the circuit." choose:"Keep the default unless networks near their capacity were measured."`
	Tickets       int64     `yaml:"tickets" default:"1" follows:"auto with a footprint, otherwise 1" jsonschema:"minimum=1,maximum=1e15" word:"auto" jsonschema_description:"J, places where the circuit could form; auto is params / footprint." more:"Of its pool, where the model has pools."`
	Best          int64     `yaml:"best" default:"12" jsonschema:"minimum=1,maximum=1000" jsonschema_description:"K, the tickets of highest gain that are simulated."`
	Factors       []float64 `yaml:"factors" unset:"balanced, from initial" unit:"logit^(1/depth)" jsonschema:"minItems=2,maxItems=16" jsonschema_description:"Initial value of each factor, for gd and sgd, instead of initial."`
	Norm          float64   `yaml:"norm" default:"1" jsonschema:"exclusiveMinimum=0" jsonschema_description:"Norm of the circuit at strength 1, for training.cost."`
	Structure     Structure `yaml:"structure" follows:"as the task's" jsonschema:"enum=local,enum=sequential,enum=long-range" jsonschema_description:"What the circuit asks of an architecture; left out: what its task does."`

	notes
}

// Overlap says how far the memorization of another task leaks into this task's test noise.
type Overlap struct {
	Task   string
	Weight float64 `jsonschema:"minimum=0,maximum=1"`
}

// Sweep is the design of the study: which points of the axes are simulated, each with Seeds replicates.
type Sweep struct {
	Design       Design    `yaml:"design" default:"grid" jsonschema:"enum=grid,enum=list,enum=latin-hypercube,enum=sobol,enum=adaptive,enum=morris,enum=saltelli" jsonschema_description:"How points are chosen."`
	Axes         []Axis    `yaml:"axes" jsonschema_description:"Keys to vary, each with its values or its range." more:"At most 64; at most 32 of designs that sample."`
	Points       int64     `yaml:"points" designs:"latin-hypercube,sobol,saltelli,adaptive" required_by:"latin-hypercube,sobol,saltelli" unit:"points" jsonschema:"minimum=1,maximum=1e9" jsonschema_description:"Points of latin-hypercube and sobol, base points of saltelli, all points of an adaptive boundary." more:"At most 100,000 of a hypercube and of a boundary, which requires them too."`
	Trajectories int64     `yaml:"trajectories" designs:"morris" required_by:"morris" jsonschema:"minimum=2,maximum=1e6" jsonschema_description:"Trajectories of morris, each of one point more than there are axes."`
	Levels       int64     `yaml:"levels" default:"4" designs:"morris" jsonschema:"minimum=2,maximum=1000" jsonschema_description:"Levels of each axis in morris, an even number."`
	Threshold    Threshold `yaml:"threshold" designs:"adaptive" jsonschema_description:"What an adaptive design brackets and refines along one axis, for every value of the others." more:"Every seed by itself; up to 1,000,000 of these searches."`
	Boundary     Boundary  `yaml:"boundary" unset:"none" designs:"adaptive" jsonschema_description:"What an adaptive design fills with points in the plane of two axes." more:"Instead of a threshold."`
	DesignSeed   int64     `yaml:"design_seed" default:"1" designs:"latin-hypercube,sobol,saltelli,morris,adaptive" jsonschema:"minimum=1,maximum=1e15" jsonschema_description:"Seed of the random draws of the design itself."`
	Seeds        int64     `yaml:"seeds" default:"1" jsonschema:"minimum=1,maximum=1e15" jsonschema_description:"Replicates of each point; seeds are 1, 2, ..., seeds." choose:"Every seed is another training; below 5 a median says little."`
}

// Axis is one swept key. In a grid or list it takes the Values in order, to which log and linear ranges are expanded. In
// other designs it takes the Values or any value of the Range. Values are of the key's type: int64, float64, string, or
// YAML flow text for maps and lists.
type Axis struct {
	Path   string
	Values []any
	Range  *Range
}

// axisText is an axis as the file writes it, with one of Values, Log and Linear.
type axisText struct {
	Path   string   `yaml:"path" jsonschema:"required" jsonschema_description:"Path of the key to vary, as tasks.addition.items."`
	Values any      `yaml:"values" unset:"one of the three" jsonschema_description:"The values, in order." more:"At most 100,000, all different except in a list."`
	Log    spanText `yaml:"log" unset:"one of the three" more:"A range with equal ratios; both ends are above 0."`
	Linear spanText `yaml:"linear" unset:"one of the three" more:"A range with equal distances."`
}

// spanText is the range of an axis as the file writes it.
type spanText struct {
	From   any   `yaml:"from" jsonschema:"required" jsonschema_description:"First value."`
	To     any   `yaml:"to" jsonschema:"required" jsonschema_description:"Last value."`
	Points int64 `yaml:"points" unset:"required, unless the design takes any value of the range" jsonschema:"minimum=2,maximum=1e15" more:"Number of values, both ends included; at most 100,000."`
}

// Range is an interval of a numeric key, both ends included. From and To are of the key's type, int64 or float64. With
// LogSpacing both are above 0.
type Range struct {
	From, To any
	Spacing  Spacing
}

// Threshold is the level that a quantity of a run crosses along one axis. The zero Threshold is none.
type Threshold struct {
	Of         string  `yaml:"of" jsonschema:"required" jsonschema_description:"A result column of the runs table, such as test_accuracy or step_test." more:"A float64 one; an event that never happens counts as infinite."`
	Task       string  `yaml:"task" unset:"the only task" jsonschema_description:"The task whose quantity it is; may be left out where there is one task."`
	Level      float64 `yaml:"level" unit:"of the quantity" jsonschema:"required" jsonschema_description:"The level to pass, in the unit of the quantity." more:"At the level counts as above it."`
	Along      string  `yaml:"along" unset:"the only axis" jsonschema_description:"Path of the axis to search; may be left out where there is one axis." more:"It has a log or linear range, whose points are where the search begins."`
	Resolution float64 `yaml:"resolution" default:"0.01" jsonschema:"exclusiveMinimum=0,maximum=0.5" jsonschema_description:"Width at which a bracket is fine enough: relative to its upper end, on a linear axis to the whole range."`
}

// Boundary is the border between regimes of a task in the plane of two axes. The zero Boundary is none.
type Boundary struct {
	Task string `yaml:"task" unset:"the only task" jsonschema_description:"The task whose regime it is; may be left out where there is one task."`
}

// Record says what to keep of each run.
type Record struct {
	Points   int64    `yaml:"points" default:"200" jsonschema:"minimum=2,maximum=100000" jsonschema_description:"Recorded steps of each curve." more:"Step 0 to the last; steps are whole, so short runs have fewer." choose:"200 draw a smooth curve; tables grow in proportion."`
	Spacing  Spacing  `yaml:"spacing" default:"log" jsonschema:"enum=log,enum=linear" jsonschema_description:"Spacing of the recorded steps." more:"log is even in log step from step 1 on."`
	Circuits Circuits `yaml:"circuits" default:"final" jsonschema:"enum=none,enum=final,enum=all" jsonschema_description:"Which circuits to keep: none, their final state, or every one at every recorded step." more:"With all, points * circuits is at most 20,000,000 per run."`
}

// BatchFull, in Training.Batch, means that every step uses every training item.
// TicketsAuto, in Generalization.Tickets, means params / footprint.
const (
	BatchFull   int64 = 0
	TicketsAuto int64 = 0
)

// Bias is the architecture's inductive bias.
type Bias string

// Structure is what a task asks of an architecture.
type Structure string

// Dynamics is how circuits move in time.
type Dynamics string

// Loss is the training loss of every task.
type Loss string

// Unseen is what memorization circuits answer to items that they have not stored.
type Unseen string

// Design is how a sweep chooses its points.
type Design string

// Spacing is how recorded steps are spread.
type Spacing string

// Circuits is which circuits a run keeps.
type Circuits string

// The values of enumerated keys that the code names; the tags above have all of them.
const (
	Transformer   Bias = "transformer"
	Recurrent     Bias = "recurrent"
	Convolutional Bias = "convolutional"

	Local      Structure = "local"
	Sequential Structure = "sequential"
	LongRange  Structure = "long-range"

	Flow Dynamics = "flow"
	GD   Dynamics = "gd"
	SGD  Dynamics = "sgd"

	MSE Loss = "mse"

	UnseenWrongClass Unseen = "wrong-class"

	Grid           Design = "grid"
	PointList      Design = "list"
	LatinHypercube Design = "latin-hypercube"
	Sobol          Design = "sobol"
	Adaptive       Design = "adaptive"
	Morris         Design = "morris"
	Saltelli       Design = "saltelli"

	LogSpacing    Spacing = "log"
	LinearSpacing Spacing = "linear"

	CircuitsNone  Circuits = "none"
	CircuitsFinal Circuits = "final"
	CircuitsAll   Circuits = "all"
)
