package scenarios

const (
	axisLine = "{path: tasks.first.items, values: [300, 500]}"
	seedLine = "  seeds: 2"
)

// badDesigns are designs that lack what they need, or are told what they cannot use.
var badDesigns = []badCase{
	{
		"sobol without points",
		seedLine, "  design: sobol",
		"dir/bad.yaml:13:1: sweep.points is missing, expected by design sobol",
	},
	{
		"points of a grid",
		seedLine, "  points: 20",
		"dir/bad.yaml:16:3: sweep.points is of no use to design grid, expected design latin-hypercube or sobol or adaptive or saltelli",
	},
	{
		"levels of sobol",
		seedLine, "  design: sobol\n  points: 8\n  levels: 4",
		"dir/bad.yaml:18:3: sweep.levels is of no use to design sobol, expected design morris",
	},
	{
		"odd levels",
		seedLine, "  design: morris\n  trajectories: 8\n  levels: 5",
		"dir/bad.yaml:18:11: sweep.levels is 5, expected an even number",
	},
	{
		"morris without trajectories",
		seedLine, "  design: morris",
		"dir/bad.yaml:13:1: sweep.trajectories is missing, expected by design morris",
	},
	{
		"large hypercube",
		seedLine, "  design: latin-hypercube\n  points: 1e6",
		"dir/bad.yaml:17:11: sweep.points is 1000000, expected at most 100000 with design latin-hypercube, or design sobol",
	},
	{
		"sampled range with points",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: sobol\n  points: 8",
		"dir/bad.yaml:15:55: sweep.axes.0.log.points is of no use to design sobol, which takes any value of the range, expected {from: ..., to: ...}",
	},
	{
		"sampled range that falls",
		axisLine, "{path: tasks.first.items, log: {from: 9, to: 1}}\n  design: sobol\n  points: 8",
		"dir/bad.yaml:15:52: tasks.first.items runs from 9 to 1, expected a range that rises",
	},
	{
		"sampled range out of bounds together",
		axisLine, "{path: tasks.first.items, log: {from: 9, to: 2000}}\n  design: sobol\n  points: 8",
		"dir/bad.yaml:15:33: tasks.first.items is 2000, expected fewer than universe (1000): test accuracy is over the rest",
	},
	{
		"sampled nothing",
		"axes:\n    - " + axisLine, "design: saltelli\n  points: 8",
		"dir/bad.yaml:13:1: sweep.axes is empty, expected at least one axis for design saltelli",
	},
	{
		"list of unequal axes",
		axisLine, axisLine + "\n    - {path: model.leak, values: [0, 0.1, 0.2]}\n  design: list",
		"dir/bad.yaml:16:26: model.leak has 3 values and tasks.first.items has 2, expected equally many for design list",
	},
	{
		"list point out of bounds together",
		axisLine, "{path: tasks.first.items, values: [300, 1000, 1000]}\n    - {path: tasks.first.universe, values: [1000, 2000, 1000]}\n  design: list",
		"dir/bad.yaml:15:53: tasks.first.items is 1000, expected fewer than universe (1000): test accuracy is over the rest (at tasks.first.universe 1000)",
	},
	{
		"adaptive without aim",
		seedLine, "  design: adaptive",
		"dir/bad.yaml:13:1: design adaptive has neither threshold nor boundary, expected one of them",
	},
	{
		"adaptive with two aims",
		seedLine, "  design: adaptive\n  threshold: {of: test_loss, level: 1}\n  boundary: {}",
		"dir/bad.yaml:18:3: design adaptive has both threshold and boundary, expected one of them",
	},
	{
		"threshold without level",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss}",
		"dir/bad.yaml:17:3: sweep.threshold.level is missing, expected a number",
	},
	{
		"threshold of an unknown task",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss, level: 1, task: frist}",
		"dir/bad.yaml:17:46: sweep.threshold.task: unknown task \"frist\", did you mean first?",
	},
	{
		"threshold along values",
		seedLine, "  design: adaptive\n  threshold: {of: test_loss, level: 1}",
		"dir/bad.yaml:15:33: tasks.first.items has values, expected a log or linear range to search the threshold along",
	},
	{
		"threshold along no axis",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss, level: 1, along: tasks.first.item}",
		"dir/bad.yaml:17:47: sweep.threshold.along: no axis tasks.first.item, did you mean tasks.first.items?",
	},
	{
		"threshold along which axis",
		axisLine, axisLine + "\n    - {path: model.leak, linear: {from: 0, to: 1, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss, level: 1}",
		"dir/bad.yaml:18:3: sweep.threshold.along is missing, expected one of tasks.first.items, model.leak",
	},
	{
		"threshold without axes",
		"axes:\n    - " + axisLine, "design: adaptive\n  threshold: {of: test_loss, level: 1}",
		"dir/bad.yaml:13:1: sweep.axes is empty, expected the axis that the threshold is searched along",
	},
	{
		"thresholds without number",
		axisLine + "\n" + seedLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  seeds: 2000000\n  design: adaptive\n  threshold: {of: test_loss, level: 1}",
		"dir/bad.yaml:14:3: sweep searches 2000000 thresholds, one for each seed and combination of the other axes, expected at most 1000000",
	},
	{
		"large boundary",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9}}\n    - {path: model.leak, linear: {from: 0, to: 1}}\n  design: adaptive\n  points: 1e6\n  boundary: {}",
		"dir/bad.yaml:18:11: sweep.points is 1000000, expected at most 100000 with design adaptive, or design sobol",
	},
	{
		"threshold with points",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: adaptive\n  points: 9\n  threshold: {of: test_loss, level: 1}",
		"dir/bad.yaml:17:11: sweep.points is of no use to a threshold, expected points of the axis that it is searched along",
	},
	{
		"coarse resolution",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss, level: 1, resolution: 0.6}",
		"dir/bad.yaml:17:52: sweep.threshold.resolution is 0.6, expected a number above 0 and at most 0.5",
	},
	{
		"boundary of one axis",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9}}\n  design: adaptive\n  points: 50\n  boundary: {}",
		"dir/bad.yaml:14:3: sweep.axes has 1 axis, expected the 2 axes of a plane for the boundary",
	},
	{
		"boundary of values",
		axisLine, axisLine + "\n    - {path: model.leak, linear: {from: 0, to: 1}}\n  design: adaptive\n  points: 50\n  boundary: {}",
		"dir/bad.yaml:15:33: tasks.first.items has values, expected a log or linear range for the boundary",
	},
	{
		"boundary without points",
		axisLine, "{path: tasks.first.items, log: {from: 1, to: 9}}\n    - {path: model.leak, linear: {from: 0, to: 1}}\n  design: adaptive\n  boundary: {}",
		"dir/bad.yaml:13:1: sweep.points is missing, expected by design adaptive",
	},
}
