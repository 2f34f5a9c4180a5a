package output

var metricColumns = []Column{
	result("train_loss", "nats per token", "cross-entropy on the training items with the labels given, and the penalty", "docs/model.md section 2", false),
	result("test_loss", "nats per token", "cross-entropy on unseen items with the true labels", "docs/model.md section 5", false),
	result("train_accuracy", "share", "right tokens on the training items with the labels given", "docs/model.md section 5", false),
	result("test_accuracy", "share", "right tokens on unseen items, E[Phi(G/sigma + x)^(V-1)]", "docs/model.md section 5", false),
	result("exact_match", "share", "unseen items whose whole answer is right", "docs/model.md section 5; arXiv:2304.15004", false),
	result("edit_distance", "tokens", "expected wrong tokens of an answer", "docs/model.md section 5; arXiv:2304.15004", false),
	result("brier", "", "squared distance to the right answer, 0 (certain and right) to 2 (certain and wrong)", "docs/model.md section 5", false),
	result("log_likelihood", "nats per token", "mean log-probability of the right token on unseen items", "docs/model.md section 5", false),
	result("multiple_choice", "share", "unseen items whose right option outscores the others", "docs/model.md section 5", false),
	result("penalty", "nats per token", "part of train_loss that is the cost term of training.cost", "docs/model.md section 3; arXiv:2309.02390 App. C", false),
}

var measuredColumns = []Column{
	result("measured_test_accuracy", "share", "test_accuracy on a finite test set; null: test_items is 0", "docs/model.md section 5", false),
	result("measured_exact_match", "share", "exact_match on a finite test set; null: test_items is 0", "docs/model.md section 5", false),
	result("measured_multiple_choice", "share", "multiple_choice on a finite test set; null: test_items is 0", "docs/model.md section 5", false),
}

var chainColumns = []Column{
	result("chain_of_thought", "share", "unseen items answered right step by step, by the tasks that the task requires; null: it requires none", "docs/model.md section 6; arXiv:2201.11903", false),
}

var stateColumns = []Column{
	result("memorized_bits", "bits", "bits stored beyond what is generalized", "docs/model.md section 4; arXiv:2505.24832", false),
	result("generalization", "logit", "mean logit that generalization circuits and heads give to an item of the task", "docs/model.md section 2", false),
	result("memorization", "logit", "mean logit that memorization gives to a training item of the task, as items are sampled", "docs/model.md section 5; arXiv:2506.11135", false),
	result("memorization_load", "share", "part of the parameters that holds the task's memorized bits; with generalization_load, over all tasks, it is load", "docs/model.md section 5; arXiv:2506.11135", false),
	result("generalization_load", "share", "part of the parameters that the task's generalization circuits occupy", "docs/model.md section 5; arXiv:2506.11135", false),
}

var ablationColumns = []Column{
	result("test_accuracy_without_generalization", "share", "test_accuracy if the task's generalization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135", false),
	result("test_accuracy_without_memorization", "share", "test_accuracy if the task's memorization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135", false),
	result("train_accuracy_without_generalization", "share", "train_accuracy if the task's generalization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135", false),
	result("train_accuracy_without_memorization", "share", "train_accuracy if the task's memorization circuits were removed at the end of training", "docs/model.md section 5; arXiv:2506.11135", false),
}

var headAblationColumns = []Column{
	result("test_accuracy_without_function_vector_heads", "share", "test_accuracy if the strongest 2% of the heads by function_vector were removed at the end of training; null: heads do not serve the task", "docs/model.md section 12; arXiv:2502.14010", false),
	result("test_accuracy_without_induction_heads", "share", "test_accuracy if as many of the strongest heads by induction that are none of those were removed; null: heads do not serve the task", "docs/model.md section 12; arXiv:2502.14010", false),
	result("test_accuracy_without_random_heads", "share", "test_accuracy if as many heads drawn at random were removed; null: heads do not serve the task", "docs/model.md section 12; arXiv:2502.14010", false),
}

var networkColumns = []Column{
	result("load", "share", "part of the parameter budget in use", "docs/model.md section 4", false),
	result("norm", "weights of learning-rate scale", "L2 norm of the circuits' factors", "docs/model.md section 3", false),
	result("loss", "nats per token", "share-weighted training loss of all tasks", "docs/model.md section 2", false),
}

func result(name, unit, meaning, source string, repeats bool) Column {
	return Column{name, Float64, true, unit, meaning, source, repeats}
}

func join(groups ...[]Column) []Column {
	var columns []Column
	for _, group := range groups {
		columns = append(columns, group...)
	}
	return columns
}
