package evaluations

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestForms reads the same two scores from CSV files that are written in different ways.
func TestForms(t *testing.T) {
	const want = `table||table||[]|-1|NaN|1e+06|1e+07|6e+13|2.5|{acc  false false true}=0.5±|NaN|0
table||table||[]|-1|NaN|2e+06|1e+07|1.2e+14|2.25|{acc  false false true}=0.75±|NaN|0`
	for name, c := range map[string]struct{ text, mapping string }{
		"as it is":         {"params,tokens,loss,acc\n1e6,1e7,2.5,0.5\n2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
		"carriage returns": {"params,tokens,loss,acc\r\n1e6,1e7,2.5,0.5\r\n2e6,1e7,2.25,0.75\r\n", "columns: {score: acc}"},
		"no last newline":  {"params,tokens,loss,acc\n1e6,1e7,2.5,0.5\n2e6,1e7,2.25,0.75", "columns: {score: acc}"},
		"byte-order mark":  {"\ufeffparams,tokens,loss,acc\n1e6,1e7,2.5,0.5\n2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
		"quotes":           {"\"params\",tokens,\"loss\",acc\n\"1e6\",1e7,2.5,\"0.5\"\n2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
		"blanks":           {"params, tokens, loss, acc\n1e6 , 1e7, 2.5, 0.5\n2e6,\t1e7, 2.25, 0.75\n\n", "columns: {score: acc}"},
		"letters' case":    {"Params,TOKENS,Loss,acc\n1000000,10000000,2.5,.5\n+2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
		"suffixes":         {"params,tokens,loss,acc\n1M,10m,2.5,0.5\n2 M,0.01B,2.25,0.75\n", "columns: {score: acc}"},
		"units":            {"params,tokens,loss,acc\n1000,10,2500,50\n2000,10,2250,75\n", "columns: {score: acc}\nunits: {params: 1000, tokens: 1e6, loss: 0.001, acc: 0.01}"},
		"names":            {"N,D,x,y\n1e6,1e7,2.5,0.5\n2e6,1e7,2.25,0.75\n", "columns: {params: N, tokens: D, loss: x}\ntask: table\nscores: [y]\n"},
		"long":             {"params,tokens,loss,metric,value\n1e6,1e7,2.5,acc,0.5\n2e6,1e7,2.25,acc,0.75\n", ""},
		"flops":            {"params,flops,loss,acc\n1e6,6e13,2.5,0.5\n2e6,1.2e14,2.25,0.75\n", "columns: {score: acc}"},
		"repeated":         {"params,tokens,loss,acc\n1e6,1e7,2.5,0.5\n1e6,1e7,2.5,0.5\n2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
		"gaps":             {"params,tokens,loss,acc\n1e6,1e7,2.5,0.5\n3e6,1e7,2.5,NA\n2e6,1e7,2.25,0.75\n", "columns: {score: acc}"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := readText(t, c.text, c.mapping)
			got := strings.Join(observations(must(t, table, err)), "\n")
			got = strings.ReplaceAll(got, "{y ", "{acc ")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestMeaning checks the scores of tables, as observations writes them, for different columns and mappings.
func TestMeaning(t *testing.T) {
	for _, c := range []struct{ name, text, mapping, want string }{
		{"standard errors of the lm-evaluation-harness", "model,task,metric,value\nm,t,\"acc,none\",0.5\nm,t,\"acc_stderr,none\",0.1\n", "",
			"table|m|t||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc,none  false false true}=0.5±0.1|NaN|0"},
		{"a column of standard errors", "score,s\n0.5,0.1\n", "columns: {error: s}",
			"table||table||[]|-1|NaN|NaN|NaN|NaN|NaN|{score  false false true}=0.5±0.1|NaN|0"},
		{"errors in percent too", "acc,acc_stderr\n50,10\n", "scores: [acc]\nunits: {acc: 0.01}",
			"table||acc||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc acc false false true}=0.5±0.1|NaN|0"},
		{"errors that a glob finds", "acc_a,acc_a_stderr\n0.5,0.1\n", "scores: [\"acc_*\"]",
			"table||acc_a||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc_a acc_a false false true}=0.5±0.1|NaN|0"},
		{"chance and items for shares alone", "task,acc,ppl\nt,0.5,7\n", "scores: [acc, ppl]\nchance: {t: 0.25}\nitems: {t: 100}",
			"table||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc  false false true}=0.5±|0.25|100\ntable||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{ppl  true false false}=7±|NaN|0"},
		{"chance of a score column", "task,acc,ppl\nt,0.5,7\n", "scores: [acc, ppl]\nchance: {ppl: 50257}",
			"table||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc  false false true}=0.5±|NaN|0\ntable||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{ppl  true false false}=7±|50257|0"},
		{"chance and items by line", "task,metric,value,chance,items\nt,acc,0.5,0.25,10\nt,f1,0.5,,20\nu,acc,0.5,0.5,\n", "",
			"table||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc  false false true}=0.5±|0.25|10\ntable||t||[]|-1|NaN|NaN|NaN|NaN|NaN|{f1  false false true}=0.5±|NaN|20\ntable||u||[]|-1|NaN|NaN|NaN|NaN|NaN|{acc  false false true}=0.5±|0.5|0"},
		{"conditions and axes", "shot,prompt,width,score\n5,long,64,0.5\n0,short,128,2\n", "condition: [prompt, shot]\naxes: [width]",
			"table||table|prompt=long, shot=5|[64]|-1|NaN|NaN|NaN|NaN|NaN|{score  false false false}=0.5±|NaN|0\ntable||table|prompt=short, shot=0|[128]|-1|NaN|NaN|NaN|NaN|NaN|{score  false false false}=2±|NaN|0"},
		{"lower is better", "metric,value\nerr,0.5\nloss,2\nbits,0.1\n", "lower_is_better: [err]",
			"table||table||[]|-1|NaN|NaN|NaN|NaN|NaN|{bits  false false true}=0.1±|NaN|0\ntable||table||[]|-1|NaN|NaN|NaN|NaN|NaN|{err  true false false}=0.5±|NaN|0\ntable||table||[]|-1|NaN|NaN|NaN|NaN|NaN|{loss  true false false}=2±|NaN|0"},
		{"sizes by model", "model,step,score\na,1,0.5\nb,1,0.5\n", "sizes: {a: 70e6, b: 1e9}",
			"table|a|table||[]|-1|1|7e+07|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0\ntable|b|table||[]|-1|1|1e+09|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0"},
		{"replicates without a seed", "params,score\n1e6,0.5\n1e6,0.75\n1e6,0.5\n", "",
			"table||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0\ntable||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0\ntable||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{score  false false true}=0.75±|NaN|0"},
		{"long replicates", "params,metric,value\n1e6,acc,0.5\n1e6,f1,0.25\n1e6,acc,0.75\n1e6,f1,0.25\n", "",
			"table||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{acc  false false true}=0.5±|NaN|0\ntable||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{acc  false false true}=0.75±|NaN|0\ntable||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{f1  false false true}=0.25±|NaN|0\ntable||table||[]|-1|NaN|1e+06|NaN|NaN|NaN|{f1  false false true}=0.25±|NaN|0"},
		{"seeds of 19 digits", "seed,score\n1234567890123456789,0.5\n1234567890123456788,0.5\n", "",
			"table||table||[]|1234567890123456788|NaN|NaN|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0\ntable||table||[]|1234567890123456789|NaN|NaN|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0"},
		{"a name over two lines", "task,score\n\"two\nlines\",0.5\n", "",
			"table||two\nlines||[]|-1|NaN|NaN|NaN|NaN|NaN|{score  false false true}=0.5±|NaN|0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readText(t, c.text, c.mapping)
			if diff := cmp.Diff(c.want, strings.Join(observations(must(t, table, err)), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
