package evaluations

import (
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// FuzzMapping checks that no mapping file causes a panic, and that each fault is one line.
func FuzzMapping(f *testing.F) {
	f.Add("columns: {params: N}\nscores: [\"acc_*\"]\nunits: {params: 1e6}\ndrop: {lowest_tokens_per_param: 5}")
	f.Add("sizes: {a: 1}\nchance: {b: .5}\nitems: {c: 3}\nlower_is_better: [d]\ntask: e\naxes: [f]\ncondition: [g]")
	f.Add("? [a]\n: !!x &y *z")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := ParseMapping("map.yaml", []byte(text)); err != nil {
			oneLineEach(t, err)
		}
	})
}

// FuzzTable checks that no CSV file causes a panic, and that tables are as the documentation of Table says.
func FuzzTable(f *testing.F) {
	f.Add("params,tokens,flops,loss,step,model,family,task,metric,value,seed,chance,items\n1.4B,1e9,,2.5,0,m,f,t,acc,0.5,1,0.25,100\n", "")
	f.Add("model,shot,task,metric,value\na,5,t,acc,0.5\na,5,t,acc,0.6\na,5,t,acc_stderr,0.1\n", "condition: [shot]\nlower_is_better: [acc]")
	f.Add("N,em,em_stderr,w\n1,2,3,4\n1,2,3,4\n1,3,3,4\n", "columns: {params: N}\nscores: [\"e*\"]\naxes: [w]\nunits: {em: 0.01}\ntask: t")
	f.Add("params;loss\n1,2\n", "drop: {lowest_tokens_per_param: 1}")
	f.Add("\"a\"\"b\",score\n\"1\n2\",3\n", "condition: ['a\"b']")
	for _, text := range []string{
		"Model\t#Params (B)\tFLOPs (1E21)\tMMLU\na-7B\t7\t84\t45.1%\nb-70B\t70\t840\t1,5\n",
		"sep=;\nmodel;params;loss\na;1.000.000;2,5\n", "Table 1: all\n\n| model | acc |\n|---|--:|\n| a-1B | 0.5 |\n",
		"Step,r - test/loss,r - test/loss__MIN\n1,5,5\n", "\xff\xfea\x00,\x00b\x00\n\x00", "a  b\n1  2\n", "params,acc,acc\n,x,y\n1,2,3\n4,5,6\n",
		"[{\"params\":1,\"acc\":NaN,\"a\":{\"b\":2}}]", "{\"params\":1,\"loss\":2}\n{\"loss\":3}",
		"{\"results\":{\"t\":{\"acc,none\":0.5,\"acc_stderr,none\":0}},\"config\":{\"model_args\":\"pretrained=a-1b,revision=step5\"}}",
		"\x1f\x8b\x08\x00", "\x28\xb5\x2f\xfd\x00",
	} {
		f.Add(text, "")
		f.Add(text, "columns: {error: \"*_se\", params: \"*model*\"}\nscores: [\"*\"]\nunits: {\"*\": 2}\nchance: {\"a*\": 0.1}")
	}
	f.Fuzz(func(t *testing.T, text, mapping string) {
		table, err := readText(t, text, mapping)
		if err != nil {
			oneLineEach(t, err)
			return
		}
		if len(table.Rows) == 0 {
			t.Fatal("no rows and no error")
		}
		for i := range table.Rows {
			r := &table.Rows[i]
			if len(r.Scores) != len(table.Metrics) || len(r.Axis) != len(table.Axes) || r.Subject == nil || r.Test == nil || r.Errors != nil && len(r.Errors) != len(table.Metrics) {
				t.Fatalf("row %d is %+v", i, r)
			}
			if r.Params <= 0 || r.Tokens < 0 || r.FLOPs < 0 || r.Step < 0 || r.Seed < NoSeed || r.Run != noRun {
				t.Fatalf("row %d is %+v", i, r)
			}
			for m, x := range r.Scores {
				if metric := table.Metrics[m]; metric.Share && (x < 0 || x > 1) || metric.Share && metric.Lower {
					t.Fatalf("row %d: %+v is %g", i, metric, x)
				}
			}
		}
		for _, w := range table.Warnings {
			if strings.ContainsAny(w.String(), "\n\r") {
				t.Fatalf("more than one line: %q", w)
			}
		}
	})
}

func oneLineEach(t *testing.T, err error) {
	t.Helper()
	faults, ok := err.(scenarios.Errors)
	if !ok || len(faults) == 0 {
		t.Fatalf("the error is a %T: %v", err, err)
	}
	for _, fault := range faults {
		if strings.ContainsAny(fault.Error(), "\n\r") {
			t.Fatalf("more than one line: %q", fault)
		}
	}
}
