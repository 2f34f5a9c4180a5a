package scenarios

import "strings"

// others are two tasks that a composite one may require, lines 7 and 8 of the file.
const others = "  add: {classes: 10, items: 100}\n  style: {classes: 10, items: 100}\n"

var badComposites = []badCase{
	{
		"no list of skills",
		"    classes: 10", "    classes: 10\n    requires: add",
		"dir/bad.yaml:9:15: tasks.first.requires is add, expected a list of 0 to 100",
	},
	{
		"too many skills",
		"    classes: 10", "    classes: 10\n    requires: [" + strings.Repeat("add, ", 100) + "add]",
		"dir/bad.yaml:9:15: tasks.first.requires is a list of 101, expected a list of 0 to 100",
	},
	{
		"a skill that is no text",
		"  first:\n", others + "  first:\n    requires: [5]\n    format: style\n",
		"dir/bad.yaml:10:16: tasks.first.requires.0 is 5, expected text: put it in quotes",
	},
	{
		"unknown skill",
		"  first:\n", others + "  first:\n    requires: [add, ad]\n    format: style\n",
		"dir/bad.yaml:10:21: tasks.first.requires.1 is \"ad\", which is no task, did you mean add?",
	},
	{
		"a skill of its own",
		"  first:\n", others + "  first:\n    requires: [first]\n    format: style\n",
		"dir/bad.yaml:10:16: tasks.first.requires.0 names the task itself, expected another task",
	},
	{
		"no format",
		"  first:\n", others + "  first:\n    requires: [add]\n",
		"dir/bad.yaml:9:3: tasks.first.format is missing, expected the task that is the skill of answering step by step",
	},
	{
		"unknown format",
		"  first:\n", others + "  first:\n    requires: [add]\n    format: stile\n",
		"dir/bad.yaml:11:13: tasks.first.format is \"stile\", which is no task, did you mean style?",
	},
	{
		"format of nothing",
		"  first:\n", others + "  first:\n    requires: []\n    format: style\n",
		"dir/bad.yaml:11:13: tasks.first.format is style, expected no format unless the task requires others",
	},
	{
		"skills that need each other",
		"  first:\n", "  add: {classes: 10, items: 100, requires: [first], format: style}\n  style: {classes: 10, items: 100}\n  first:\n    requires: [add]\n    format: style\n",
		"dir/bad.yaml:7:44: tasks.add.requires leads back to the task itself (add needs first needs add), expected tasks that do not need it\n" +
			"dir/bad.yaml:10:15: tasks.first.requires leads back to the task itself (first needs add needs first), expected tasks that do not need it",
	},
	{
		"format that needs the task",
		"  first:\n", "  add: {classes: 10, items: 100}\n  style: {classes: 10, items: 100, requires: [first], format: add}\n  first:\n    requires: [add]\n    format: style\n",
		"dir/bad.yaml:8:46: tasks.style.requires leads back to the task itself (style needs first needs style), expected tasks that do not need it\n" +
			"dir/bad.yaml:10:15: tasks.first.requires leads back to the task itself (first needs style needs first), expected tasks that do not need it",
	},
	{
		"more steps than a circuit has factors",
		"  first:\n", others + "  first:\n    requires: [" + strings.Repeat("add, ", 15) + "add]\n    format: style\n",
		"dir/bad.yaml:16:5: tasks.first.generalization.depth is left out and so 17, one more than the steps that the task requires, expected depth to be written, at most 16",
	},
	{
		"swept skills",
		"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.requires, values: [[], [add]]}",
		"dir/bad.yaml:15:49: tasks.first.requires.0 is \"add\", which is no task",
	},
	{
		"structure of a circuit",
		"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, structure: near}",
		"dir/bad.yaml:12:59: tasks.first.generalization.structure is near, expected one of local, sequential, long-range",
	},
}
