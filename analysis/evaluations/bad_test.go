package evaluations

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// readText reads the text of a CSV file by the text of a mapping.
func readText(t testing.TB, text, mapping string) (*Table, error) {
	t.Helper()
	var m Mapping
	if mapping != "" {
		var err error
		if m, err = ParseMapping("map.yaml", []byte(mapping)); err != nil {
			return nil, err
		}
	}
	return readCSV(text, m)
}

func readCSV(text string, m Mapping) (*Table, error) {
	in, err := newInput("table.csv", int64(len(text)), io.NopCloser(strings.NewReader(text)))
	if err != nil {
		return nil, err
	}
	file, err := newTextFile(in)
	if err != nil {
		return nil, err
	}
	return readForeign("table.csv", file, &m)
}

// TestBadTable checks the exact error of each way to write a bad table, or a mapping that does not fit it.
func TestBadTable(t *testing.T) {
	const small = "params,score\n1e6,0.5\n2e6,0.75\n"
	const twoScores = "N,task,em,f1\n1e6,a,0.5,0.5\n2e6,a,0.7,0.9\n"
	for _, c := range []struct{ name, text, mapping, want string }{
		{"empty", "", "", "table.csv:1:1: empty, expected a line with the names of the columns"},
		{"blank", "\n\n", "", "table.csv:1:1: empty, expected a line with the names of the columns"},
		{"header only", "params,score\n", "", "table.csv:2:1: no line below the header"},
		{"old Macintosh", "params,score\r1e6,0.5\r", "", "table.csv:1:13: lines end in a carriage return alone, expected a newline"},
		{"Parquet by the name of CSV", "PAR1....", "", "table.csv: a Parquet file, expected text here: name it .parquet"},
		{"bare quote", "params,score\n1e6,0.5\n2e\"6,0.5\n", "", `table.csv:3:3: a quote inside a field without quotes, expected the whole field in quotes and the quote doubled`},
		{"text after a quote", "params,score\n\"1e6\"x,0.5\n", "", "table.csv:2:5: text after the closing quote of a field, expected a comma or the end of the line"},
		{"open quote", "params,score\n1,2\n\"1e6,0.5\n2,3\n", "", "table.csv:3:1: a quoted field is not closed up to line 4, expected a quote before a comma or the end of a line"},
		{"every line is longer", "params,score\n1e6,0.5,\n2e6,0.7,\n", "", "table.csv:2:1: has 3 fields, expected 2 as in the header; no line has 2"},
		{"no scores", "params,acuracy\n1e6,0.5\n", "", "table.csv:1:1: no column of scores or of the loss, try: circsim analyze table.csv --column score=acuracy; or in a mapping file: scores: [acuracy]"},
		{"several scores", "params,name,\"a, b\",#c\n1e6,small,0.5,0.6\n", "", `table.csv:1:1: no column of scores or of the loss, try: circsim analyze table.csv --column 'score=a, b' --column 'score=#c'; or in a mapping file: scores: ["a, b", "#c"]`},
		{"on its side", "model,a,b\nparams,1e6,2e6\nloss,3,2\n", "", `table.csv:1:1: the table lies on its side: its first column names "params", "loss"; expected a column for each, and a line for each model`},
		{"nothing but sizes", "params\n1e6\n", "", "table.csv:1:1: no column of scores or of the loss"},
		{"metric without value", "params,metric,result\n1e6,acc,0.5\n", "", `table.csv:1:1: column "metric" names metrics, but no column holds their scores, try: circsim analyze table.csv --column score=result; or in a mapping file: scores: [result]`},
		{"metric and two scores", "metric,a,b\nacc,1,2\n", "scores: [a, b]", `map.yaml:1:13: column "metric" names the metric of a line's only score, but "a" and "b" are both columns of scores`},
		{"value and score", "params,value,score\n1e6,1,2\n", "", `table.csv:1:8: columns "score" and "value" are both score by their names, expected one or a mapping such as columns: {score: value}`},
		{"one name in two cases", "params,Params,score\n1,2,3\n", "", `table.csv:1:8: columns "params" and "Params" are both params by their names, expected one or a mapping such as columns: {params: Params}`},
		{"one name twice", "params,score,score\n1e6,1,2\n", "", `table.csv:1:14: column "score" appears twice, first as column 2`},
		{"words for numbers", "params,score\nsmall,0.5\nlarge,0.6\n", "", `table.csv:2:1: column "params" is params and holds no numbers, but text such as "small", expected numbers`},
		{"only missing", "params,score\n1e6,NA\n2e6,\n", "", `table.csv: no rows are left: table.csv:2:5: column "score" has no value (2 rows)`},
		{"no task anywhere", "task,score\n,0.5\n", "", "table.csv: no rows are left: table.csv:2: names no task: left out"},

		{"events", "run,items,steps,step_train,step_test,peak_test_loss\na,3831,1e5,300,8500,15.5\nb,3831,1e5,300,,15.5\n", "",
			"table.csv:1:1: holds events of runs (step_train, step_test), one line a run, expected scores along a scale; circsim calibrate reads events"},
		{"a level for a column", "params,score\n1e6,0.5\n", "columns: {chance: 0.25}", `map.yaml:1:19: no column "0.25", expected the name of one; a level for all scores is --chance 0.25`},
		{"no such column", small, "columns: {params: Parms}", `map.yaml:1:19: no column "Parms", did you mean params?`},
		{"no such score", twoScores, "columns: {params: N}\nscores: [em, f2]", `map.yaml:2:14: no column "f2", did you mean f1?`},
		{"glob of nothing", twoScores, "scores: [\"acc_*\"]", `map.yaml:1:10: no column matches "acc_*", expected one of N, task, em, f1`},
		{"column of two uses", twoScores, "columns: {params: N}\naxes: [N]\nscores: [em]", `map.yaml:2:8: column "N" is mapped twice, as params and as an axis, expected one use`},
		{"task twice", twoScores, "task: b\nscores: [em]", `map.yaml:1:7: task is "b", but column "task" names tasks, expected one of them`},
		{"sizes and params", "model,params,score\na,1e6,0.5\n", "sizes: {a: 1e6}", `map.yaml:1:9: the mapping has the key sizes, but column "params" is params too, expected one of them`},
		{"sizes without models", "score\n0.5\n", "sizes: {a: 1e6}", "map.yaml:1:9: sizes gives params by model, but no column names models"},
		{"size of no model", "model,score\npythia-70m,0.5\n", "sizes: {pythia-71m: 1e6}", "map.yaml:1:9: sizes.pythia-71m: no such model, did you mean pythia-70m?"},
		{"chance twice", "score,chance\n0.5,0.25\n", "chance: {a: 0.5}", `map.yaml:1:10: the mapping has the key chance, but column "chance" is chance too, expected one of them`},
		{"chance of no task", "task,score\naddition,0.5\n", "chance: {adition: 0.5}", "map.yaml:1:10: chance.adition: no such task or score column, did you mean addition?"},
		{"items of no task", "task,score\naddition,0.5\n", "items: {adition: 5}", "map.yaml:1:9: items.adition: no such task or score column, did you mean addition?"},
		{"unit of nothing", small, "units: {tokens: 1e9}", "map.yaml:1:9: units.tokens: no such column in use, expected one of params, score"},
		{"unit of no metric", "metric,value\nacc,0.5\n", "units: {ac: 0.01}", "map.yaml:1:9: units.ac: no such column or metric in use, did you mean acc?"},
		{"lower of no metric", "metric,value\nppl,5\n", "lower_is_better: [pl]", `map.yaml:1:19: lower_is_better: no metric "pl", did you mean ppl?`},
		{"error of two scores", "a,b,e\n1,2,3\n", "columns: {error: e}\nscores: [a, b]", `table.csv:1:5: column "e" is the standard error of a single score, but there are 2 columns of scores`},
		{"two standard errors", "acc,acc_stderr,e\n1,2,3\n", "columns: {error: e}\nscores: [acc]", `table.csv:1:16: columns "acc_stderr" and "e" are both the standard error of "acc", expected one`},
		{"all rows dropped", "params,tokens,loss\n1e6,1e7,3\n", "drop: {lowest_tokens_per_param: 1}", "map.yaml:1:8: drop.lowest_tokens_per_param is 1, but only 1 rows have params and tokens or flops, expected more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readText(t, c.text, c.mapping)
			if err == nil {
				t.Fatal("read without an error")
			}
			if err.Error() != c.want {
				t.Errorf("\n got %s\nwant %s", err, c.want)
			}
		})
	}
}

// TestBadFile checks errors that depend on the path.
func TestBadFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"text.parquet": "params,score\n", "evals.yaml": "params: 1\n", "sheet.csv": "PK\x03\x04", "cut.parquet": "PAR1 and no more"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll("results/study", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{"absent.csv", "absent.csv: no such file or directory"},
		{"text.parquet", "text.parquet: is no Parquet file"},
		{"cut.parquet", `cut.parquet: damaged: invalid magic footer of parquet file: "more"`},
		{"evals.yaml", "evals.yaml: a YAML file, expected a scenario's folder of a sweep, or a table"},
		{"sheet.csv", "sheet.csv: an Excel or ZIP file, expected text or Parquet: save the sheet as CSV"},
		{"evals.TXT", "evals.TXT: no such file or directory"},
		{"results", "results: holds no sweep, expected a scenario's folder with a manifest.json"},
	} {
		if _, err := Read(c.path, Mapping{}); err == nil || err.Error() != c.want {
			t.Errorf("\n got %v\nwant %s", err, c.want)
		}
	}
}

func TestReadMapping(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"good.yaml": "columns: {params: N}", "bad.yaml": "columns: {parms: N}"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m, err := ReadMapping("good.yaml")
	if err != nil || len(m.columns) != 1 || m.columns[0].role != roleParams {
		t.Errorf("%+v, %v", m, err)
	}
	for path, want := range map[string]string{
		"absent.yaml": "absent.yaml: no such file or directory",
		"bad.yaml":    `bad.yaml:1:11: unknown role "parms" in columns, did you mean params?`,
	} {
		if _, err := ReadMapping(path); err == nil || err.Error() != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
}

// TestWarning checks the exact warnings of odd tables.
func TestWarning(t *testing.T) {
	for _, c := range []struct {
		name, text, mapping string
		want                []string
	}{
		{"nothing odd", "params,tokens,score\n1e6,1e7,0.5\n2e6,1e7,0.75\n", "", []string{
			"table.csv:2: flops are unknown: taken as 6 params tokens (2 rows)",
		}},
		{"Latin-1", "params,task,score\n1e6,a,0.5\n2e6,sch\xf6n,0.75\n3e6,\xe4,0.75\n", "", []string{
			"table.csv: not UTF-8 text: read as Latin-1 (Windows-1252)",
		}},
		{"chance in percent", "params,score\n1e6,0.5\n2e6,0.75\n", "chance: {score: 25}", []string{
			`table.csv:2: chance of "score" is 25, expected 0 to 1 like the scores: taken as unknown`,
		}},
		{"missing values", "params,score\n1e6,0.5\n2e6,NA\n3e6,\n4e6,NaN\n5e6,null\n6e6,-\n7e6,0.7\n,0.8\n", "", []string{
			`table.csv:9:1: column "params" has no value`,
			`table.csv:3:5: column "score" has no value (5 rows)`,
			"table.csv:3: has neither a score nor a loss: left out (5 rows)",
		}},
		{"words among numbers", "params,score\n1e6,0.5\n2e6,half\n3e6,50%\n4e6,\"1,5\"\n5e6,0x1p-1\n6e6,0.7\n", "", []string{
			`table.csv:3:5: column "score" has "half", not a number: taken as missing (3 rows)`,
			`table.csv:4:5: column "score" has "50%", written unlike its first number, expected all with a percent sign or none: taken as missing`,
			"table.csv:3: has neither a score nor a loss: left out (4 rows)",
		}},
		{"infinite and huge", "params,loss\n1e6,2\n2e6,inf\n3e6,-Infinity\n4e6,1e999\n5e6,1e300\n", "", []string{
			`table.csv:3:5: column "loss" has "inf", infinite or beyond 1.8e308: taken as missing (3 rows)`,
			"table.csv:3: has neither a score nor a loss: left out (3 rows)",
		}},
		{"ragged", "params,score\n1e6,0.5\n2e6\n3e6,0.5,0.7\n4e6,0.5\n", "", []string{
			"table.csv:3: has 1 fields, expected 2 as in the header: left out (2 rows)",
		}},
		{"sizes with suffixes", "params,score\n70M,0.5\n1.4B,0.6\n2 T,0.7\n", "", []string{
			`table.csv: column "params" has sizes with K, M, B or T: read as 1e3, 1e6, 1e9 and 1e12`,
		}},
		{"a suffix among plain sizes", "params,score\n7e7,0.5\n1.4B,0.6\n3e9,0.7\n", "", []string{
			`table.csv:3:1: column "params" has "1.4B", written unlike its first size, expected all as plain numbers or all with K, M, B or T: taken as missing`,
		}},
		{"a plain size among suffixes", "params,score\n70M,0.5\n1.4B,0.6\n3e9,0.7\n", "", []string{
			`table.csv:4:1: column "params" has "3e9", written unlike its first size, expected all as plain numbers or all with K, M, B or T: taken as missing`,
			`table.csv: column "params" has sizes with K, M, B or T: read as 1e3, 1e6, 1e9 and 1e12`,
		}},
		{"mixed units", "params,score\n0.07,0.5\n1.4e9,0.6\n3e9,0.7\n", "", []string{
			"table.csv:2: params is 0.07, and up to 3e+09 elsewhere: in mixed units? taken as unknown",
		}},
		{"billions", "params,score\n0.07,0.5\n1.4,0.6\n3,0.7\n", "", []string{
			"table.csv: params are at most 3: in millions or billions? units: {params: 1e6} would multiply them",
		}},
		{"no sizes", "params,tokens,flops,score\n0,1,1,0.5\n-5,2,1,0.6\n1e6,-3,1,0.7\n1e6,0,0,0.8\n", "", []string{
			"table.csv:2: params is 0, expected a number above 0: taken as unknown (2 rows)",
			"table.csv:4: tokens is -3, expected a number above 0: taken as unknown (2 rows)",
			"table.csv:5: flops is 0, expected a number above 0: taken as unknown",
			"table.csv: flops are at most 1, too few for a training: in other units? units: {flops: 1e21} would multiply them",
			"table.csv:4: tokens are unknown: taken as flops / (6 params)",
		}},
		{"untrained", "step,tokens,params,score\n0,0,1e6,0.5\n1,5,1e6,0.6\n-1,5,1e6,0.6\n", "", []string{
			"table.csv:4: step is -1, expected 0 or more: taken as unknown",
			"table.csv:2: flops are unknown: taken as 6 params tokens (3 rows)",
			`table.csv: a single model in family "table": no threshold along size there`,
		}},
		{"FLOPs in other units", "params,tokens,flops,loss\n1e6,1e7,6e13,3\n2e6,1e7,12e13,3\n3e6,1e7,18e10,2\n", "", []string{
			"table.csv:4: flops are 0.001 times 6 params tokens, expected within a factor of 2: in other units? both are kept",
		}},
		{"derived tokens", "params,flops,loss\n1e6,6e13,3\n2e6,12e13,3\n", "", []string{
			"table.csv:2: tokens are unknown: taken as flops / (6 params) (2 rows)",
		}},
		{"repetitions", "params,score\n1e6,0.5\n2e6,0.6\n1e6,0.5\n1e6,0.5\n", "", []string{
			"table.csv:4: repeats an earlier line: one of them is kept (2 rows)",
		}},
		{"contradictions", "params,score\n1e6,0.5\n2e6,0.6\n1e6,0.7\n", "", []string{
			"table.csv:4: " + contradicted(),
		}},
		{"long repetitions", "params,metric,value\n1e6,acc,0.5\n2e6,acc,0.6\n1e6,acc,0.5\n", "", []string{
			"table.csv:4: repeats an earlier line: one of them is kept",
		}},
		{"long contradictions", "params,metric,value\n1e6,acc,0.5\n2e6,acc,0.6\n1e6,acc,0.7\n1e6,acc,0.7\n", "", []string{
			"table.csv:4: " + contradicted() + " (2 rows)",
		}},
		{"percent", "params,acc,quality\n1e6,51,51\n2e6,0.62,62\n", "scores: [acc, quality]", []string{
			`table.csv:2: "acc" is outside [0, 1], from 0.62 to 51: taken as missing; in percent? units: {acc: 0.01}`,
			`table.csv:2: "quality" goes up to 62; in percent? units: {quality: 0.01} (2 rows)`,
		}},
		{"negative share", "params,acc\n1e6,-0.1\n2e6,0.62\n", "scores: [acc]", []string{
			`table.csv:2: "acc" is outside [0, 1], from -0.1 to 0.62: taken as missing`,
		}},
		{"single models", "family,model,score\na,a1,0.5\na,a1,0.6\nb,b1,0.5\nb,b2,0.5\nc,c1,0.4\n", "", []string{
			"table.csv:3: " + contradicted(),
			`table.csv: a single model in family "a", "c": no threshold along size there`,
		}},
		{"no size of a model", "model,score\na,0.5\nb,0.6\n", "sizes: {a: 1e6}", []string{
			`table.csv:3: model "b" has no size in the mapping: its params are unknown`,
		}},
		{"no names", "family,model,task,metric,value\n,m,t,acc,0.5\nf,NA,t,acc,0.5\nf,m,,acc,0.5\nf,m,t,,0.5\n", "", []string{
			"table.csv:2: names no family", "table.csv:3: names no model", "table.csv:4: names no task: left out", "table.csv:5: names no metric: left out",
			`table.csv: a single model in family "table", "f": no threshold along size there`,
		}},
		{"seeds", "seed,score\n1,0.5\n2.0,0.6\nx,0.7\n-3,0.8\n1.5,0.9\n", "", []string{
			`table.csv:4: seed is "x", expected an integer of at least 0: taken as unknown (3 rows)`,
			"table.csv:5: " + contradicted() + " (2 rows)",
		}},
		{"errors of nothing", "metric,value\nacc,0.5\nf1_stderr,0.1\n", "", []string{
			`table.csv: metric "f1_stderr" is a standard error, but there is no metric "f1": left out`,
		}},
		{"no items", "score,items\n0.5,0\n", "", []string{
			"table.csv:2: items below 1, expected the size of the test set: taken as unknown",
		}},
		{"unused columns", "params,color,loss\n1e6,red,3\n2e6,blue,4\n", "", []string{`table.csv: columns not used: "color"`}},
		{"dropped", "params,tokens,flops,loss\n1e6,1e7,6e13,3\n2e6,1e7,12e13,3\n3e6,1e7,18e13,2\n", "drop: {lowest_tokens_per_param: 1}", []string{
			"table.csv: left out by drop.lowest_tokens_per_param: 1",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readText(t, c.text, c.mapping)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range table.Warnings {
				got = append(got, w.String())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
			}
		})
	}
}
