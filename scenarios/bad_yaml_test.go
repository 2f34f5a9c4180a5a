package scenarios

import "strings"

// badYAML are files that are no YAML, or more YAML than a scenario may hold.
var badYAML = []badCase{
	{
		"tab",
		"  params: 1000", "\tparams: 1000",
		"dir/bad.yaml:3:1: a tab indents the line, expected spaces",
	},
	{
		"unclosed list",
		"values: [300, 500]}", "values: [300, 500}",
		"dir/bad.yaml:15:50: not valid YAML: did not find expected ',' or ']'",
	},
	{
		"unclosed quote",
		"name: small", "name: \"small",
		"dir/bad.yaml:18:1: not valid YAML: found unexpected end of stream",
	},
	{
		"colon twice",
		"  params: 1000", "  params: 10: 00",
		"dir/bad.yaml:3:13: not valid YAML: mapping values are not allowed in this context",
	},
	{
		"second document",
		"record: {points: 20}", "record: {points: 20}\n---\nname: other",
		"dir/bad.yaml:18:1: second YAML document, expected one scenario per file",
	},
	{
		"merge key",
		"  params: 1000", "  params: 1000\n  <<: {noise: 0.2}",
		"dir/bad.yaml:4:3: merge key << is not supported, expected the keys written out",
	},
	{
		"tag",
		"  params: 1000", "  params: !!int 1000",
		"dir/bad.yaml:3:11: tag !!int is not supported, expected a plain value",
	},
	{
		"key that is no text",
		"  params: 1000", "  params: 1000\n  ? [a]\n  : 1",
		"dir/bad.yaml:4:5: a key is not plain text, expected a name",
	},
	{
		"alias in itself",
		"name: small", "name: &a [*a]",
		"dir/bad.yaml:1:11: alias *a contains itself",
	},
	{
		"unknown alias",
		"  params: 1000", "  params: *p",
		"dir/bad.yaml:3:11: not valid YAML: unknown anchor 'p' referenced",
	},
	{
		"alias bomb",
		"name: small", "a: &a [" + strings.Repeat("0, ", 150) + "]\nb: &b [" + strings.Repeat("*a, ", 150) + "]\nname: small",
		"dir/bad.yaml:2:272: aliases repeat more than 10000 values",
	},
	{
		"deep nesting",
		"name: small", "name: " + strings.Repeat("[", 40) + strings.Repeat("]", 40),
		"dir/bad.yaml:1:39: nested more than 32 deep",
	},
	{
		"not UTF-8",
		"name: small", "name: sm\xffll",
		"dir/bad.yaml:1:9: not UTF-8 text, expected a YAML file in UTF-8",
	},
	{
		"control character",
		"name: small", "name: sm\x01ll",
		"dir/bad.yaml:1:9: not valid YAML: control characters are not allowed (value: 1)",
	},
	{
		"empty file",
		"", "",
		"dir/bad.yaml:1:1: empty, expected key: value lines",
	},
	{
		"only a comment",
		"", "# nothing\n",
		"dir/bad.yaml:1:1: empty, expected key: value lines",
	},
	{
		"a list",
		"", "- a\n",
		"dir/bad.yaml:1:1: the scenario is a list, expected a mapping",
	},
	{
		"a word",
		"", "word\n",
		"dir/bad.yaml:1:1: the scenario is word, expected a mapping",
	},
}
