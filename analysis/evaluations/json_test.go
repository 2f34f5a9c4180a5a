package evaluations

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestJSON reads one table in the forms of JSON that programs write.
func TestJSON(t *testing.T) {
	want := observations(readPlain(t, "model,params,acc,loss\na,1000,0.5,3\nb,2000,,2\n"))
	for name, text := range map[string]string{
		"lines":             "{\"model\":\"a\",\"params\":1000,\"acc\":0.5,\"loss\":3}\n{\"params\":2000,\"model\":\"b\",\"loss\":2}\n",
		"a list":            `[{"model":"a","params":1000,"acc":0.5,"loss":3}, {"model":"b","params":2e3,"acc":null,"loss":2}]`,
		"NaN":               `[{"model":"a","params":1000,"acc":0.5,"loss":3}, {"model":"b","params":2000,"acc":NaN,"loss":2}]`,
		"columns":           `{"model":["a","b"],"params":[1000,2000],"acc":[0.5,null],"loss":[3,2]}`,
		"columns by row":    `{"model":{"0":"a","1":"b"},"params":{"0":1000,"1":2000},"acc":{"0":0.5,"1":-Infinity},"loss":{"0":3,"1":2}}`,
		"split":             `{"columns":["model","params","acc","loss"],"index":[0,1],"data":[["a",1000,0.5,3],["b",2000,null,2]]}`,
		"rows under a key":  `{"version":1,"rows":[{"model":"a","params":1000,"acc":0.5,"loss":3},{"model":"b","params":2000,"loss":2}]}`,
		"a byte-order mark": "\ufeff[{\"model\":\"a\",\"params\":1000,\"acc\":0.5,\"loss\":3},\n{\"model\":\"b\",\"params\":\"2000\",\"loss\":\"2\"}]",
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, observations(readPlain(t, text))); diff != "" {
				t.Error(diff)
			}
		})
	}
	for text, want := range map[string]string{
		"{\"a\": 1,\n\"b\": }":  "table.csv:2:1: not valid JSON: invalid character '}' looking for beginning of value",
		"[1, 2]":                "table.csv:1:1: not a table in JSON, expected a list of objects, one object a line, an object of columns, or results of the lm-evaluation-harness",
		"[]":                    "table.csv: no rows in this JSON, expected a list of objects, or one object a line",
		"{\"a\":1}\n[2]":        "table.csv:2:1: a line of JSON that is no object, expected one object a line",
		strings.Repeat("[", 99): "table.csv:1:1: not valid JSON: nested deeper than 64",
		`[{"loss": 3`:           "table.csv:1:1: not valid JSON: unexpected EOF",
	} {
		if _, err := readCSV(text, Mapping{}); err == nil || err.Error() != want {
			t.Errorf("%s\n got %v\nwant %s", text, err, want)
		}
	}
}

// TestHarness reads a folder of results of the lm-evaluation-harness: of a late version, and of one without filters.
func TestHarness(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b/late.json":  `{"results":{"arc":{"alias":"arc","acc,none":0.5,"acc_stderr,none":0.1,"exact_match,strict":0.25,"exact_match_stderr,strict":"N/A"}},"n-samples":{"arc":{"original":9,"effective":8}},"config":{"model_args":"pretrained=EleutherAI/pythia-70m,revision=step512","model_num_parameters":70000000}}`,
		"a/early.json": `{"results":{"arc":{"acc":0.75,"acc_stderr":NaN}},"versions":{"arc":0},"config":{"model":"hf","model_args":"pretrained=EleutherAI/pythia-160m"}}`,
		"other.json":   `{"model_type": "gpt_neox"}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	table, err := Read(dir, Mapping{})
	got := strings.ReplaceAll(strings.Join(observations(must(t, table, err)), "\n"), filepath.Base(dir), "DIR")
	const want = `DIR|EleutherAI/pythia-160m|arc||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc  false false true}=0.75±|NaN|0
DIR|EleutherAI/pythia-70m|arc||[]|-1|512|7e+07|NaN|NaN|NaN|{acc  false false true}=0.5±0.1|NaN|8
DIR|EleutherAI/pythia-70m|arc||[]|-1|512|7e+07|NaN|NaN|NaN|{exact_match,strict  false false true}=0.25±|NaN|8`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
