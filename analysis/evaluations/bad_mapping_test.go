package evaluations

import (
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// TestBadMapping checks the exact errors of each way to write a bad mapping.
func TestBadMapping(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "map.yaml:1:1: empty, expected keys such as columns: {params: Size}"},
		{"comment only", "# nothing\n", "map.yaml:1:1: empty, expected keys such as columns: {params: Size}"},
		{"no mapping", "- a\n", "map.yaml:1:1: the mapping is a list, expected keys and values"},
		{"not YAML", "columns: {params: a\n", "map.yaml:2:1: not valid YAML: did not find expected ',' or '}'"},
		{"two documents", "task: a\n---\ntask: b\n", "map.yaml:2:1: second YAML document, expected one mapping per file"},
		{"not UTF-8", "task: \xff\n", "map.yaml:1:1: not UTF-8 text, expected a YAML file in UTF-8"},
		{"unknown key", "colums: {params: a}\n", `map.yaml:1:1: unknown key "colums", did you mean columns?`},
		{"key twice", "task: a\ntask: b\n", `map.yaml:2:1: key "task" is written twice, first on line 1`},
		{"unknown role", "columns: {parms: a}\n", `map.yaml:1:11: unknown role "parms" in columns, did you mean params?`},
		{"role without column", "columns: {params: }\n", "map.yaml:1:19: columns.params is empty, expected the name of a column"},
		{"role of several columns", "columns: {params: [a, b]}\n", "map.yaml:1:19: columns.params is a list, expected the name of a column"},
		{"columns a list", "columns: [params]\n", "map.yaml:1:10: columns is a list, expected keys and values"},
		{"scores a word", "scores: acc\n", `map.yaml:1:9: scores is "acc", expected a list of names`},
		{"scores empty", "scores: []\n", "map.yaml:1:9: scores is an empty list, expected a list of names"},
		{"scores of lists", "scores: [[a]]\n", "map.yaml:1:10: an entry of scores is a list, expected a name"},
		{"score twice", "scores: [a, b, a]\n", `map.yaml:1:16: scores has "a" twice`},
		{"factor of 0", "units: {params: 0}\n", `map.yaml:1:17: units.params is "0", expected a factor above 0`},
		{"factor in words", "units: {params: million}\n", `map.yaml:1:17: units.params is "million", expected a factor above 0`},
		{"factor in quotes", "units: {params: \"1e6\"}\n", `map.yaml:1:17: units.params is "1e6", expected a factor above 0`},
		{"infinite factor", "units: {params: .inf}\n", `map.yaml:1:17: units.params is ".inf", expected a factor above 0`},
		{"huge factor", "units: {params: 1e999}\n", `map.yaml:1:17: units.params is "1e999", expected a factor above 0`},
		{"negative size", "sizes: {a: -5}\n", `map.yaml:1:12: sizes.a is "-5", expected a number above 0`},
		{"chance without value", "chance: {a: }\n", "map.yaml:1:13: chance.a is empty, expected a number"},
		{"items below 1", "items: {a: 0.5}\n", `map.yaml:1:12: items.a is "0.5", expected a number of items, at least 1`},
		{"unknown drop", "drop: {lowest: 5}\n", `map.yaml:1:8: unknown key "lowest" in drop, expected lowest_tokens_per_param`},
		{"part of a row", "drop: {lowest_tokens_per_param: 1.5}\n", `map.yaml:1:33: drop.lowest_tokens_per_param is "1.5", expected a number of rows, at least 1`},
		{"alias", "scores: &a [b]\naxes: *a\n", "map.yaml:1:9: anchors and aliases are not supported, expected a plain value\nmap.yaml:2:7: anchors and aliases are not supported, expected a plain value"},
		{"tag", "task: !name a\n", `map.yaml:1:7: tag "!name" is not supported, expected a plain value`},
		{"merge key", "<<: {task: a}\n", "map.yaml:1:1: a key is not plain text, expected a name"},
		{"two faults", "task: [a]\nscors: [a]\n", "map.yaml:1:7: task is a list, expected the name of a task\nmap.yaml:2:1: unknown key \"scors\", did you mean scores?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseMapping("map.yaml", []byte(c.text))
			if err == nil {
				t.Fatal("accepted")
			}
			if _, ok := err.(scenarios.Errors); !ok || err.Error() != c.want {
				t.Errorf("\n got %s\nwant %s", err, c.want)
			}
		})
	}
}

// TestSet checks that roles of the command line override those of the file.
func TestSet(t *testing.T) {
	m, err := ParseMapping("map.yaml", []byte("columns: {params: Wrong, tokens: D}\nscores: [em]"))
	if err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"params=N", "score=f*", "condition=shot", "axis=width"} {
		if err := m.Set(flag); err != nil {
			t.Fatal(err)
		}
	}
	table, err := readCSV("N,D,em,f1,shot,width\n1e6,1e7,0.5,0.25,five,64\n", m)
	if err != nil {
		t.Fatal(err)
	}
	r := table.Rows[0]
	if r.Params != 1e6 || r.Tokens != 1e7 || r.Condition != "shot=five" || r.Axis[0] != 64 || r.Scores[0] != 0.5 || r.Scores[1] != 0.25 {
		t.Errorf("read %+v of %+v", r, r.Subject)
	}
}

func TestBadFlag(t *testing.T) {
	for _, c := range []struct{ flags, want string }{
		{"params", `"params": expected ROLE=COLUMN, such as params=Size`},
		{"params=", `"params=": expected ROLE=COLUMN, such as params=Size`},
		{"parms=N", `"parms=N": unknown role "parms", did you mean params?`},
		{"params=N params=M", `"params=M": params is given twice, first as "N"`},
	} {
		var m Mapping
		var err error
		for _, flag := range strings.Fields(c.flags) {
			err = m.Set(flag)
		}
		if err == nil || err.Error() != c.want {
			t.Errorf("\n got %v\nwant %s", err, c.want)
		}
	}
	var m Mapping
	if err := m.Set("params=Sise"); err != nil {
		t.Fatal(err)
	}
	want := `--column "params=Sise": no column "Sise", did you mean Size?`
	if _, err := readCSV("Size,score\n1e6,0.5\n", m); err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"acc_*", "acc_mmlu", true}, {"acc_*", "acc_", true}, {"acc_*", "acc", false}, {"*", "", true},
		{"*_mmlu", "acc_mmlu", true}, {"a*c*e", "abcde", true}, {"a*c*e", "ace", true}, {"a*e*e", "abe", false},
		{"*ab*ab", "ab", false}, {"*ab*ab", "abab", true}, {"acc", "acc", true}, {"acc", "acc_", false},
	} {
		if got := matches(c.pattern, c.name); got != c.want {
			t.Errorf("%q matches %q: %v", c.pattern, c.name, got)
		}
	}
}
