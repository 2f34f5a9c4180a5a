package columns

import "github.com/circsim/circsim/sim"

// taskState describes a task at a step.
var taskState = Group[sim.TaskState]{
	Within(func(t *sim.TaskState) *sim.Metrics { return &t.Metrics }, metrics),
	perhaps(func(t *sim.TaskState) **sim.Measured { return &t.Measured }, "test_items is 0",
		number("measured_test_accuracy", "share", "test_accuracy on a finite test set", "docs/model.md section 5",
			func(m *sim.Measured) *float64 { return &m.TestAccuracy }).scored(Score{Share: true, Chance: TokenChance, Tested: true}),
		number("measured_exact_match", "share", "exact_match on a finite test set", "docs/model.md section 5",
			func(m *sim.Measured) *float64 { return &m.ExactMatch }).scored(Score{Share: true, Chance: AnswerChance, Tested: true}),
		number("measured_multiple_choice", "share", "multiple_choice on a finite test set", "docs/model.md section 5",
			func(m *sim.Measured) *float64 { return &m.MultipleChoice }).scored(Score{Share: true, Chance: OptionChance, Tested: true}),
	),
	optional("chain_of_thought", "share", "unseen items answered right step by step, by the tasks that the task requires", "it requires none",
		"docs/model.md section 6; arXiv:2201.11903", func(t *sim.TaskState) **float64 { return &t.ChainOfThought }).scored(Score{Share: true, Chance: ChainChance}),
	number("memorized_bits", "bits", "bits stored beyond what is generalized", "docs/model.md section 4; arXiv:2505.24832",
		func(t *sim.TaskState) *float64 { return &t.MemorizedBits }).scored(Score{Internal: true}),
	number("generalization", "logit", "mean logit that generalization circuits and heads give to an item of the task", "docs/model.md section 2",
		func(t *sim.TaskState) *float64 { return &t.Generalization }).scored(Score{Internal: true}),
	number("memorization", "logit", "mean logit that memorization gives to a training item of the task, as items are sampled", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskState) *float64 { return &t.Memorization }).scored(Score{Internal: true}),
	number("memorization_load", "share", "part of the parameters that holds the task's memorized bits; with generalization_load, over all tasks, it is load", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskState) *float64 { return &t.MemorizationLoad }).scored(Score{Internal: true}),
	number("generalization_load", "share", "part of the parameters that the task's generalization circuits occupy", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskState) *float64 { return &t.GeneralizationLoad }).scored(Score{Internal: true}),
}

var metrics = Group[sim.Metrics]{
	number("train_loss", "nats per token", "cross-entropy on the training items with the labels given, and the penalty", "docs/model.md section 2",
		func(m *sim.Metrics) *float64 { return &m.TrainLoss }).scored(Score{Lower: true}),
	number("test_loss", "nats per token", "cross-entropy on unseen items with the true labels", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.TestLoss }).scored(Score{Lower: true}),
	number("train_accuracy", "share", "right tokens on the training items with the labels given", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.TrainAccuracy }).scored(Score{Share: true, Chance: TokenChance}),
	number("test_accuracy", "share", "right tokens on unseen items, E[Phi(G/sigma + x)^(V-1)]", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.TestAccuracy }).scored(Score{Share: true, Chance: TokenChance}),
	number("exact_match", "share", "unseen items whose whole answer is right", "docs/model.md section 5; arXiv:2304.15004",
		func(m *sim.Metrics) *float64 { return &m.ExactMatch }).scored(Score{Share: true, Chance: AnswerChance}),
	number("edit_distance", "tokens", "expected wrong tokens of an answer", "docs/model.md section 5; arXiv:2304.15004",
		func(m *sim.Metrics) *float64 { return &m.EditDistance }).scored(Score{Lower: true, Chance: EditChance}),
	number("brier", "", "squared distance to the right answer, 0 (certain and right) to 2 (certain and wrong)", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.Brier }).scored(Score{Lower: true}),
	number("log_likelihood", "nats per token", "mean log-probability of the right token on unseen items", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.LogLikelihood }).scored(Score{}),
	number("multiple_choice", "share", "unseen items whose right option outscores the others", "docs/model.md section 5",
		func(m *sim.Metrics) *float64 { return &m.MultipleChoice }).scored(Score{Share: true, Chance: OptionChance}),
	number("penalty", "nats per token", "part of train_loss that is the cost term of training.cost", "docs/model.md section 3; arXiv:2309.02390 App. C",
		func(m *sim.Metrics) *float64 { return &m.Penalty }),
}

// Task describes a task at the end of training.
var Task = Group[sim.TaskResult]{
	taskName(func(t *sim.TaskResult) *string { return &t.Name }),
	Within(func(t *sim.TaskResult) *sim.TaskState { return &t.TaskState }, taskState),
	number("test_accuracy_without_generalization", "share", "test_accuracy if the task's generalization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskResult) *float64 { return &t.WithoutGeneralization.TestAccuracy }).scored(ablated),
	number("test_accuracy_without_memorization", "share", "test_accuracy if the task's memorization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskResult) *float64 { return &t.WithoutMemorization.TestAccuracy }).scored(ablated),
	number("train_accuracy_without_generalization", "share", "train_accuracy if the task's generalization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskResult) *float64 { return &t.WithoutGeneralization.TrainAccuracy }).scored(ablated),
	number("train_accuracy_without_memorization", "share", "train_accuracy if the task's memorization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135",
		func(t *sim.TaskResult) *float64 { return &t.WithoutMemorization.TrainAccuracy }).scored(ablated),
	perhaps(func(t *sim.TaskResult) **sim.HeadAblations { return &t.WithoutHeads }, "heads do not serve the task",
		number("test_accuracy_without_function_vector_heads", "share", "test_accuracy if the strongest 2% of the heads by function_vector were removed at the end of training", "docs/model.md section 12; arXiv:2502.14010",
			func(a *sim.HeadAblations) *float64 { return &a.FunctionVector }).scored(ablated),
		number("test_accuracy_without_induction_heads", "share", "test_accuracy if as many of the strongest heads by induction that are none of those were removed", "docs/model.md section 12; arXiv:2502.14010",
			func(a *sim.HeadAblations) *float64 { return &a.Induction }).scored(ablated),
		number("test_accuracy_without_random_heads", "share", "test_accuracy if as many heads drawn at random were removed", "docs/model.md section 12; arXiv:2502.14010",
			func(a *sim.HeadAblations) *float64 { return &a.Random }).scored(ablated),
	),
	word("regime", "confusion, memorization, progression, grokking, semi-grokking or comprehension", "arXiv:2205.10343 Table 1; arXiv:2402.15175 section 3",
		func(t *sim.TaskResult) *string { return (*string)(&t.Regime) }),
	optional("step_train", "steps", "first step with train accuracy >= 0.99", Never, "docs/model.md section 5",
		func(t *sim.TaskResult) **float64 { return &t.StepTrain }),
	optional("step_test", "steps", "first step with test loss < 1", Never, "docs/model.md section 5",
		func(t *sim.TaskResult) **float64 { return &t.StepTest }),
	optional("step_test_accuracy", "steps", "first step with test accuracy >= 0.97", Never, "docs/model.md section 5",
		func(t *sim.TaskResult) **float64 { return &t.StepTestAccuracy }),
	number("peak_test_loss", "nats per token", "highest test loss of the run", "docs/model.md section 5",
		func(t *sim.TaskResult) *float64 { return &t.PeakTestLoss }),
	number("step_peak_test_loss", "steps", "step of the highest test loss", "docs/model.md section 5",
		func(t *sim.TaskResult) *float64 { return &t.StepPeakTestLoss }),
}

// Never says when the step of an event is null.
const Never = "never"

var ablated = Score{Internal: true, Share: true, Chance: TokenChance}

// Network describes the network at the end of training.
var Network = append(networkState[:len(networkState):len(networkState)], spent...)

var networkState = Group[sim.NetworkResult]{
	number("load", "share", "part of the parameter budget in use", "docs/model.md section 4",
		func(n *sim.NetworkResult) *float64 { return &n.Load }).scored(Score{Internal: true}),
	number("norm", "weights of learning-rate scale", "L2 norm of the circuits' factors", "docs/model.md section 3",
		func(n *sim.NetworkResult) *float64 { return &n.Norm }).scored(Score{Internal: true}),
	number("loss", "nats per token", "share-weighted training loss of all tasks", "docs/model.md section 2",
		func(n *sim.NetworkResult) *float64 { return &n.Loss }),
}

// spent describes the cost of training.
var spent = Group[sim.NetworkResult]{
	number("tokens", "items", "items seen, steps times batch", "docs/model.md section 6",
		func(n *sim.NetworkResult) *float64 { return &n.Tokens }).Repeated(),
	number("flops", "floating-point operations", "6 N tokens", "docs/model.md section 6; arXiv:2001.08361 section 2.1",
		func(n *sim.NetworkResult) *float64 { return &n.FLOPs }).Repeated(),
}
