package scenarios

// badKeysAndValues are wrong keys and values of the wrong type.
var badKeysAndValues = []badCase{
	{
		"unknown key near",
		"  params: 1000", "  parms: 1000\n  params: 1000",
		"dir/bad.yaml:3:3: unknown key \"parms\" in model, did you mean params?",
	},
	{
		"unknown key far",
		"  params: 1000", "  params: 1000\n  zzzzzzzzz: 1000",
		"dir/bad.yaml:4:3: unknown key \"zzzzzzzzz\" in model, expected one of params, gain_params, gain_exponent, bits_per_param, bias, noise, leak, leak_params, leak_exponent, interference, unseen_outputs, pools",
	},
	{
		"unknown top key",
		"name: small", "name: small\nmodell: {}",
		"dir/bad.yaml:2:1: unknown key \"modell\", did you mean model?",
	},
	{
		"unknown key in a task",
		"    classes: 10", "    clases: 10\n    classes: 10",
		"dir/bad.yaml:8:5: unknown key \"clases\" in tasks.first, did you mean classes?",
	},
	{
		"unknown key in a circuit",
		"gain: 0.1, initial: 0.01}", "gain: 0.1, inital: 0.01}",
		"dir/bad.yaml:12:33: unknown key \"inital\" in tasks.first.generalization, did you mean initial?",
	},
	{
		"unknown key in one of several circuits",
		"{gain: 0.1, initial: 0.01}", "[{gain: 0.1, initial: 0.01}, {gain: 1, initial: 0.1, dept: 3}]",
		"dir/bad.yaml:12:74: unknown key \"dept\" in tasks.first.generalization.1, did you mean depth?",
	},
	{
		"missing key",
		"  params: 1000", "  noise: 0.1",
		"dir/bad.yaml:2:1: model.params is missing, expected an integer from 1 to 1e15",
	},
	{
		"missing section",
		"model:\n  params: 1000\n", "",
		"dir/bad.yaml:1:1: model is missing, expected a mapping",
	},
	{
		"missing tasks and steps",
		"training:\n  steps: 100\n", "training: {}\n",
		"dir/bad.yaml:4:1: training.steps is missing, expected an integer from 1 to 1e12",
	},
	{
		"missing gain",
		"{gain: 1, initial: 0.1}", "{initial: 0.1}",
		"dir/bad.yaml:11:5: tasks.first.memorization.gain is missing, expected a number of at least 0",
	},
	{
		"missing initial",
		"{gain: 0.1, initial: 0.01}", "{gain: 0.1}",
		"dir/bad.yaml:12:5: tasks.first.generalization.initial is missing, expected initial or factors",
	},
	{
		"missing initial of memorization",
		"{gain: 1, initial: 0.1}", "{gain: 1}",
		"dir/bad.yaml:11:5: tasks.first.memorization.initial is missing, expected initial or factors",
	},
	{
		"duplicate key",
		"  params: 1000", "  params: 1000\n  params: 1000",
		"dir/bad.yaml:4:3: key \"params\" is written twice, first on line 3",
	},
	{
		"duplicate task",
		"  first:", "  first: {classes: 3, items: 3}\n  first:",
		"dir/bad.yaml:8:3: key \"first\" is written twice, first on line 7",
	},
	{
		"fraction for an integer",
		"  steps: 100", "  steps: 1.5",
		"dir/bad.yaml:5:10: training.steps is 1.5, not an integer, expected an integer from 1 to 1e12",
	},
	{
		"fraction in float notation",
		"  steps: 100", "  steps: 2.5e0",
		"dir/bad.yaml:5:10: training.steps is 2.5e0, not an integer, expected an integer from 1 to 1e12",
	},
	{
		"text for a number",
		"  steps: 100", "  steps: many",
		"dir/bad.yaml:5:10: training.steps is many, expected an integer from 1 to 1e12",
	},
	{
		"bool for a number",
		"  steps: 100", "  steps: true",
		"dir/bad.yaml:5:10: training.steps is true, expected an integer from 1 to 1e12",
	},
	{
		"quoted number",
		"  steps: 100", "  steps: \"12\"",
		"dir/bad.yaml:5:10: training.steps is \"12\", quoted text, expected an integer from 1 to 1e12 without quotes",
	},
	{
		"list for a number",
		"  steps: 100", "  steps: [1]",
		"dir/bad.yaml:5:10: training.steps is a list, expected an integer from 1 to 1e12",
	},
	{
		"no value",
		"  steps: 100", "  steps:",
		"dir/bad.yaml:5:9: training.steps has no value, expected an integer from 1 to 1e12",
	},
	{
		"null",
		"  steps: 100", "  steps: ~",
		"dir/bad.yaml:5:10: training.steps has no value, expected an integer from 1 to 1e12",
	},
	{
		"integer too large for a float",
		"  steps: 100", "  steps: 9007199254740993",
		"dir/bad.yaml:5:10: training.steps is 9007199254740993, beyond 2^53 = 9007199254740992, expected an integer from 1 to 1e12",
	},
	{
		"integer far too large",
		"  steps: 100", "  steps: 1e300",
		"dir/bad.yaml:5:10: training.steps is 1e300, beyond 2^53 = 9007199254740992, expected an integer from 1 to 1e12",
	},
	{
		"float overflow",
		"  params: 1000", "  params: 1000\n  noise: 1e999",
		"dir/bad.yaml:4:10: model.noise is 1e999, not finite, expected a number above 0 and at most 10000",
	},
	{
		"nan",
		"  params: 1000", "  params: 1000\n  noise: .nan",
		"dir/bad.yaml:4:10: model.noise is .nan, not finite, expected a number above 0 and at most 10000",
	},
	{
		"inf",
		"  params: 1000", "  params: 1000\n  leak: .inf",
		"dir/bad.yaml:4:9: model.leak is .inf, not finite, expected a number of at least 0",
	},
	{
		"minus inf",
		"  params: 1000", "  params: 1000\n  leak: -.Inf",
		"dir/bad.yaml:4:9: model.leak is -.Inf, not finite, expected a number of at least 0",
	},
	{
		"octal",
		"  steps: 100", "  steps: 010",
		"dir/bad.yaml:5:10: training.steps is 010, not a plain decimal number, expected an integer from 1 to 1e12 without leading zeros, underscores or prefixes",
	},
	{
		"hexadecimal",
		"  steps: 100", "  steps: 0x10",
		"dir/bad.yaml:5:10: training.steps is 0x10, not a plain decimal number, expected an integer from 1 to 1e12 without leading zeros, underscores or prefixes",
	},
	{
		"underscores",
		"  steps: 100", "  steps: 1_000",
		"dir/bad.yaml:5:10: training.steps is 1_000, not a plain decimal number, expected an integer from 1 to 1e12 without leading zeros, underscores or prefixes",
	},
	{
		"number for text",
		"name: small", "name: small\ntitle: 5",
		"dir/bad.yaml:2:8: title is 5, expected text: put it in quotes",
	},
	{
		"bool for text",
		"name: small", "name: true",
		"dir/bad.yaml:1:7: name is true, expected text: put it in quotes",
	},
	{
		"mapping for text",
		"name: small", "name: {a: b}",
		"dir/bad.yaml:1:7: name is a mapping, expected text",
	},
	{
		"list for a mapping",
		"model:\n  params: 1000", "model: [1]",
		"dir/bad.yaml:2:8: model is a list, expected a mapping",
	},
	{
		"bad name",
		"name: small", "name: a/b",
		"dir/bad.yaml:1:7: name is a/b, expected up to 100 letters, digits, dots, dashes and underscores, a letter or digit first",
	},
	{
		"newline in the title",
		"name: small", "name: small\ntitle: \"a\\nb\"",
		"dir/bad.yaml:2:8: title is \"a\\nb\", expected one line of printable text",
	},
	{
		"bad task name",
		"  first:", "  first.one:",
		"dir/bad.yaml:7:3: tasks holds the name \"first.one\", expected a letter, then letters, digits, dashes and underscores",
	},
	{
		"unknown word",
		"  steps: 100", "  steps: 100\n  dynamics: flwo",
		"dir/bad.yaml:6:13: training.dynamics is flwo, expected one of flow, gd, sgd",
	},
	{
		"bad bias",
		"  params: 1000", "  params: 1000\n  bias: mlp",
		"dir/bad.yaml:4:9: model.bias is mlp, expected one of transformer, recurrent, convolutional",
	},
}
