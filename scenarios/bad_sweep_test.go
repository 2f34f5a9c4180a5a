package scenarios

// badSweeps are axes that cannot be swept.
var badSweeps = []badCase{
	{
		"unknown design",
		"  seeds: 2", "  seeds: 2\n  design: random",
		"dir/bad.yaml:17:11: sweep.design is random, expected one of grid, list, latin-hypercube, sobol, adaptive, morris, saltelli",
	},
	{
		"axis of an unknown path",
		"path: tasks.first.items", "path: tasks.first.item",
		"dir/bad.yaml:15:14: sweep.axes.0.path: unknown path tasks.first.item, did you mean tasks.first.items?",
	},
	{
		"axis of the name",
		"path: tasks.first.items", "path: name",
		"dir/bad.yaml:15:14: sweep.axes.0.path is name, which cannot be swept, expected a key of model, training or a task",
	},
	{
		"axis of a section",
		"path: tasks.first.items", "path: tasks.first",
		"dir/bad.yaml:15:14: sweep.axes.0.path is tasks.first, a whole section, expected one of its keys",
	},
	{
		"axis without path",
		"{path: tasks.first.items, values: [300, 500]}", "{values: [300, 500]}",
		"dir/bad.yaml:15:7: sweep.axes.0.path is missing, expected the path of a key",
	},
	{
		"axis without values",
		"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.items}",
		"dir/bad.yaml:15:7: sweep.axes.0 has no values, expected one of values, log, linear",
	},
	{
		"axis with values and range",
		"values: [300, 500]}", "values: [300, 500], log: {from: 1, to: 2, points: 2}}",
		"dir/bad.yaml:15:53: sweep.axes.0 has both values and log, expected one of values, log, linear",
	},
	{
		"axis with no value",
		"values: [300, 500]", "values: []",
		"dir/bad.yaml:15:41: sweep.axes.0.values is an empty list, expected a list of at least one value",
	},
	{
		"axis value of a wrong type",
		"values: [300, 500]", "values: [300, 400.5]",
		"dir/bad.yaml:15:47: tasks.first.items is 400.5, not an integer, expected an integer from 0 to 1e15",
	},
	{
		"axis value out of bounds",
		"values: [300, 500]", "values: [300, -1]",
		"dir/bad.yaml:15:47: tasks.first.items is -1, expected an integer from 0 to 1e15",
	},
	{
		"axis value twice",
		"values: [300, 500]", "values: [300, 3e2]",
		"dir/bad.yaml:15:47: tasks.first.items takes the value 3e2 twice, expected different values",
	},
	{
		"axis value against another key",
		"values: [300, 500]", "values: [300, 1500, 500]",
		"dir/bad.yaml:15:47: tasks.first.items is 1500, expected fewer than universe (1000): test accuracy is over the rest",
	},
	{
		"axes against each other",
		"values: [300, 500]}", "values: [300, 900]}\n    - {path: tasks.first.universe, values: [800, 1200]}",
		"dir/bad.yaml:15:47: tasks.first.items is 900, expected fewer than universe (800): test accuracy is over the rest (at tasks.first.universe 800)",
	},
	{
		"universe beside no bound", // 0 is the largest universe
		"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.universe, values: [0, 400, 450, 20000]}",
		"dir/bad.yaml:15:48: tasks.first.items is 500, expected fewer than universe (400): test accuracy is over the rest",
	},
	{
		"axis twice",
		"values: [300, 500]}", "values: [300, 500]}\n    - {path: tasks.first.items, values: [1]}",
		"dir/bad.yaml:16:14: sweep.axes.1.path is tasks.first.items, which is another axis already",
	},
	{
		"axes overlap",
		"values: [300, 500]}", "values: [300, 500]}\n    - {path: tasks.first.generalization.gain, values: [1]}\n    - {path: tasks.first.generalization, values: [[]]}",
		"dir/bad.yaml:17:14: sweep.axes.2.path is tasks.first.generalization, which overlaps the axis tasks.first.generalization.gain",
	},
	{
		"range from zero",
		"values: [300, 500]", "log: {from: 0, to: 100, points: 3}",
		"dir/bad.yaml:15:45: tasks.first.items runs from 0, expected a number above 0 for a log range",
	},
	{
		"range too fine",
		"values: [300, 500]", "linear: {from: 1, to: 5, points: 10}",
		"dir/bad.yaml:15:33: tasks.first.items takes the value 1 twice after rounding to integers, expected fewer points or a wider range",
	},
	{
		"range of one point",
		"values: [300, 500]", "log: {from: 1, to: 5, points: 1}",
		"dir/bad.yaml:15:63: sweep.axes.0.log.points is 1, expected an integer from 2 to 1e15",
	},
	{
		"range without end",
		"values: [300, 500]", "log: {from: 1, points: 2}",
		"dir/bad.yaml:15:33: sweep.axes.0.log.to is missing, expected {from: ..., to: ..., points: ...}",
	},
	{
		"range of words",
		"{path: tasks.first.items, values: [300, 500]}", "{path: training.dynamics, log: {from: 1, to: 2, points: 2}}",
		"dir/bad.yaml:15:33: sweep.axes.0.log is a range, but training.dynamics is not a number, expected values",
	},
	{
		"circuits of a path that needs a number",
		"{gain: 0.1, initial: 0.01}\nsweep:\n  axes:\n    - {path: tasks.first.items, values: [300, 500]}", "[{gain: 0.1, initial: 0.01}, {gain: 1, initial: 0.1}]\nsweep:\n  axes:\n    - {path: tasks.first.generalization.gain, values: [3]}",
		"dir/bad.yaml:15:14: sweep.axes.0.path: tasks.first.generalization.gain leads into a list of 2 circuits, expected a number from 0 after generalization",
	},
	{
		"axis map value",
		"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.frequency, values: [uniform, {zipf: 9}]}",
		"dir/bad.yaml:15:62: tasks.first.frequency.zipf is 9, expected a number above 0 and at most 5",
	},
	{
		"too many runs",
		"  seeds: 2", "  seeds: 1e12",
		"dir/bad.yaml:14:3: sweep makes 2000000000000 runs, expected at most 1000000000",
	},
	{
		"runs beyond an integer",
		"values: [300, 500]}\n  seeds: 2", "values: [300, 500]}\n    - {path: model.leak, linear: {from: 0, to: 1, points: 1e12}}\n  seeds: 1e12",
		"dir/bad.yaml:14:3: sweep makes 2000000000000000000000000 runs, expected at most 1000000000",
	},
	{
		"points out of bounds",
		"{points: 20}", "{points: 1}",
		"dir/bad.yaml:17:18: record.points is 1, expected an integer from 2 to 100000",
	},
}
