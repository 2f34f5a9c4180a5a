package scenarios

// badBounds are values beyond their bounds and tasks that contradict themselves.
var badBounds = []badCase{
	{
		"params zero",
		"  params: 1000", "  params: 0",
		"dir/bad.yaml:3:11: model.params is 0, expected an integer from 1 to 1e15",
	},
	{
		"negative steps",
		"  steps: 100", "  steps: -5",
		"dir/bad.yaml:5:10: training.steps is -5, expected an integer from 1 to 1e12",
	},
	{
		"bits beyond bound",
		"  params: 1000", "  params: 1000\n  bits_per_param: 65",
		"dir/bad.yaml:4:19: model.bits_per_param is 65, expected a number above 0 and at most 64",
	},
	{
		"no noise",
		"  params: 1000", "  params: 1000\n  noise: 0",
		"dir/bad.yaml:4:10: model.noise is 0, expected a number above 0 and at most 10000",
	},
	{
		"batch zero",
		"  steps: 100", "  steps: 100\n  batch: 0",
		"dir/bad.yaml:6:10: training.batch is 0, expected full or an integer from 1 to 1e12",
	},
	{
		"batch of a bad word",
		"  steps: 100", "  steps: 100\n  batch: all",
		"dir/bad.yaml:6:10: training.batch is all, expected full or an integer from 1 to 1e12",
	},
	{
		"tickets zero",
		"initial: 0.01}", "initial: 0.01, tickets: 0}",
		"dir/bad.yaml:12:57: tasks.first.generalization.tickets is 0, expected auto or an integer from 1 to 1e15",
	},
	{
		"tickets auto without footprint",
		"initial: 0.01}", "initial: 0.01, tickets: auto}",
		"dir/bad.yaml:12:57: tasks.first.generalization.tickets is auto, expected a footprint above 0 or a number of tickets",
	},
	{
		"depth one",
		"initial: 0.01}", "initial: 0.01, depth: 1}",
		"dir/bad.yaml:12:55: tasks.first.generalization.depth is 1, expected an integer from 2 to 16: a circuit of one factor grows without a plateau",
	},
	{
		"no congestion",
		"initial: 0.01}", "initial: 0.01, congestion: 0}",
		"dir/bad.yaml:12:60: tasks.first.generalization.congestion is 0, expected a number above 0 and at most 10: a circuit that no crowding slows overspends the budget",
	},
	{
		"no congestion of memorization",
		"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: 0}",
		"dir/bad.yaml:11:55: tasks.first.memorization.congestion is 0, expected a number above 0 and at most 10: a circuit that no crowding slows overspends the budget",
	},
	{
		"negative congestion of memorization",
		"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: -0.3}",
		"dir/bad.yaml:11:55: tasks.first.memorization.congestion is -0.3, expected a number above 0 and at most 10",
	},
	{
		"huge congestion of memorization",
		"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: 1e300}",
		"dir/bad.yaml:11:55: tasks.first.memorization.congestion is 1e300, expected a number above 0 and at most 10",
	},
	{
		"congestion of memorization that is no number",
		"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: .nan}",
		"dir/bad.yaml:11:55: tasks.first.memorization.congestion is .nan, not finite, expected a number above 0 and at most 10",
	},
	{
		"factors with flow",
		"{gain: 0.1, initial: 0.01}", "{gain: 0.1, factors: [0.1, 0.2]}",
		"dir/bad.yaml:12:42: tasks.first.generalization.factors are written, expected initial with dynamics flow, which has no single factors",
	},
	{
		"factors beside initial",
		"  steps: 100\ntasks:\n  first:\n    classes: 10\n    universe: 1000\n    items: 500\n    memorization: {gain: 1, initial: 0.1}", "  steps: 100\n  dynamics: gd\ntasks:\n  first:\n    classes: 10\n    universe: 1000\n    items: 500\n    memorization: {gain: 1, initial: 0.1, factors: [0, 1]}",
		"dir/bad.yaml:12:38: tasks.first.memorization.initial is 0.1 beside factors, expected one of the two",
	},
	{
		"one factor",
		"{gain: 1, initial: 0.1}", "{gain: 1, factors: [1]}",
		"dir/bad.yaml:11:38: tasks.first.memorization.factors is a list of 1, expected a list of 2 to 16",
	},
	{
		"factors against depth",
		"  steps: 100\ntasks:\n  first:\n    classes: 10\n    universe: 1000\n    items: 500\n    memorization: {gain: 1, initial: 0.1}\n    generalization: {gain: 0.1, initial: 0.01}", "  steps: 100\n  dynamics: gd\ntasks:\n  first:\n    classes: 10\n    universe: 1000\n    items: 500\n    generalization: {gain: 0.1, factors: [0, 1], depth: 3}",
		"dir/bad.yaml:12:42: tasks.first.generalization.factors are 2, expected as many as depth (3)",
	},
	{
		"items fill the universe",
		"    universe: 1000", "    universe: 500",
		"dir/bad.yaml:10:12: tasks.first.items is 500, expected fewer than universe (500): test accuracy is over the rest",
	},
	{
		"options beyond classes",
		"    classes: 10", "    classes: 3\n    options: 4",
		"dir/bad.yaml:9:14: tasks.first.options is 4, expected at most classes (3)",
	},
	{
		"label noise one",
		"    classes: 10", "    classes: 10\n    label_noise: 1",
		"dir/bad.yaml:9:18: tasks.first.label_noise is 1, expected a number of at least 0 and below 1",
	},
	{
		"no items at all",
		"    items: 500", "    items: 0",
		"dir/bad.yaml:6:1: no task has items, expected at least one task to train on",
	},
	{
		"zipf zero",
		"    classes: 10", "    classes: 10\n    frequency: {zipf: 0}",
		"dir/bad.yaml:9:23: tasks.first.frequency.zipf is 0, expected a number above 0 and at most 5",
	},
	{
		"unknown frequency",
		"    classes: 10", "    classes: 10\n    frequency: zipf",
		"dir/bad.yaml:9:16: tasks.first.frequency is zipf, expected uniform or {zipf: a number above 0 and at most 5}",
	},
	{
		"overlap with itself",
		"    classes: 10", "    classes: 10\n    overlap: {first: 0.5}",
		"dir/bad.yaml:9:22: tasks.first.overlap.first names the task itself, expected another task",
	},
	{
		"overlap with no task",
		"    classes: 10", "    classes: 10\n    overlap: {frist: 0.5}",
		"dir/bad.yaml:9:22: tasks.first.overlap.frist names no task",
	},
	{
		"overlap beyond one",
		"    classes: 10", "    classes: 10\n    overlap: {other: 1.5}",
		"dir/bad.yaml:9:22: tasks.first.overlap.other is 1.5, expected a number from 0 to 1",
	},
	{
		"share of one task only",
		"tasks:", "tasks:\n  second: {classes: 2, items: 3, share: 0.5}",
		"dir/bad.yaml:8:3: tasks.first.share is missing, expected a share of every task or of none",
	},
	{
		"share zero",
		"    classes: 10", "    classes: 10\n    share: 0",
		"dir/bad.yaml:9:12: tasks.first.share is 0, expected a number above 0 and at most 1e9",
	},
	{
		"target without mse",
		"    classes: 10", "    classes: 10\n    target: 2",
		"dir/bad.yaml:9:13: tasks.first.target is 2, expected no target unless loss is mse",
	},
	{
		"pool without a name",
		"  params: 1000", "  params: 1000\n  pools: {a: 0.5, b: 0.5}",
		"dir/bad.yaml:8:3: tasks.first.pool is missing, expected one of a, b: the model has pools",
	},
	{
		"pools over one",
		"  params: 1000", "  params: 1000\n  pools: {a: 0.5, b: 0.6}",
		"dir/bad.yaml:4:3: model.pools add up to 1.1, expected at most 1",
	},
	{
		"empty pool",
		"  params: 1000\ntraining:\n  steps: 100\ntasks:\n  first:", "  params: 1000\n  pools: {a: 0}\ntraining:\n  steps: 100\ntasks:\n  first:\n    pool: a",
		"dir/bad.yaml:4:14: model.pools.a is 0, expected a number above 0 and at most 1",
	},
	{
		"unknown pool",
		"  params: 1000\ntraining:\n  steps: 100\ntasks:\n  first:", "  params: 1000\n  pools: {a: 0.5}\ntraining:\n  steps: 100\ntasks:\n  first:\n    pool: b",
		"dir/bad.yaml:9:11: tasks.first.pool is b, expected a",
	},
}
