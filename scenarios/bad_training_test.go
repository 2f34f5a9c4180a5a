package scenarios

// badTraining are keys of the model and the training that do not fit together.
var badTraining = []badCase{
	{
		"leak without its size",
		"  params: 1000", "  params: 1000\n  leak_exponent: 0.5",
		"dir/bad.yaml:2:1: model.leak_params is 0, expected the size at which leak is stated, since leak_exponent is 0.5",
	},
	{
		"decay beyond one",
		"  steps: 100", "  steps: 100\n  weight_decay: 2000",
		"dir/bad.yaml:6:17: training.learning_rate * weight_decay is 2, expected at most 1",
	},
	{
		"temperature with flow",
		"  steps: 100", "  steps: 100\n  temperature: 0.1",
		"dir/bad.yaml:6:16: training.temperature is 0.1, expected 0 unless dynamics is sgd",
	},
	{
		"cost with flow",
		"  steps: 100", "  steps: 100\n  cost: {weight: 0.1}",
		"dir/bad.yaml:6:18: training.cost.weight is 0.1, expected 0 unless dynamics is gd",
	},
	{
		"mse with sgd",
		"  steps: 100", "  steps: 100\n  dynamics: sgd\n  loss: mse",
		"dir/bad.yaml:7:9: training.loss is mse, expected cross-entropy with dynamics sgd",
	},
	{
		"normalization with mse",
		"  steps: 100", "  steps: 100\n  normalization: 0.5\n  loss: mse",
		"dir/bad.yaml:6:18: training.normalization is 0.5, expected 0 with loss mse, which is met exactly: normalized steps do not shrink there",
	},
	{
		"label noise with mse",
		"  steps: 100\ntasks:\n  first:\n    classes: 10", "  steps: 100\n  loss: mse\ntasks:\n  first:\n    classes: 10\n    label_noise: 0.1",
		"dir/bad.yaml:10:18: tasks.first.label_noise is 0.1, expected 0 with loss mse, in which wrong labels have no part",
	},
	{
		"too many explicit steps",
		"  steps: 100", "  steps: 1e9\n  dynamics: gd",
		"dir/bad.yaml:5:10: training.steps is 1000000000, expected at most 1e8 with dynamics gd, which takes every step",
	},
	{
		"phase out of order",
		"  steps: 100", "  steps: 100\n  phases: [{at: 20, set: {tasks.first.items: 9}}, {at: 20, set: {}}]",
		"dir/bad.yaml:6:56: training.phases.1.at is 20, expected a step after 20",
	},
	{
		"phase after the end",
		"  steps: 100", "  steps: 100\n  phases: [{at: 100, set: {}}]",
		"dir/bad.yaml:6:17: training.phases.0.at is 100, expected a step before the end of training (100)",
	},
	{
		"phase sets a wrong key",
		"  steps: 100", "  steps: 100\n  phases: [{at: 20, set: {tasks.first.item: 9}}]",
		"dir/bad.yaml:6:27: a phase cannot set tasks.first.item, did you mean tasks.first.items?",
	},
	{
		"phase sets a fixed key",
		"  steps: 100", "  steps: 100\n  phases: [{at: 20, set: {model.params: 9}}]",
		"dir/bad.yaml:6:27: a phase cannot set model.params, expected one of training.learning_rate, training.weight_decay, tasks.first.items, tasks.first.share",
	},
	{
		"phase sets a wrong type",
		"  steps: 100", "  steps: 100\n  phases: [{at: 20, set: {tasks.first.items: 9.5}}]",
		"dir/bad.yaml:6:46: training.phases.0.set.tasks.first.items is 9.5, not an integer, expected an integer from 0 to 1e15",
	},
	{
		"phase fills the universe",
		"  steps: 100", "  steps: 100\n  phases: [{at: 20, set: {tasks.first.items: 1000}}]",
		"dir/bad.yaml:6:46: from step 20 on tasks.first.items is 1000, expected fewer than universe (1000): test accuracy is over the rest",
	},
}
