package evaluations

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/unicode"
)

// TestSpellings reads one table in the ways in which people and programs write tables.
func TestSpellings(t *testing.T) {
	const plain = "model,params,tokens,loss,score\nrésumé,111000000,2200000000,2.566,0.268\nb,256000000,5100000000,2.299,0.274\nc,590000000,11800000000,2.184,0.291\n"
	want := observations(readPlain(t, plain))
	swap := func(mark string) string { return strings.ReplaceAll(plain, ",", mark) }
	packed := func(pack func(io.Writer) io.WriteCloser) string {
		var out bytes.Buffer
		w := pack(&out)
		io.WriteString(w, plain)
		w.Close()
		return out.String()
	}
	wide := func(e unicode.Endianness) string {
		text, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().String(plain)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	percent := strings.NewReplacer("0.268", "26.8%", "0.274", "27.4 %", "0.291", "29.1%")
	commas := strings.NewReplacer(",", ";", ".", ",")
	for name, text := range map[string]string{
		"tabs":                     swap("\t"),
		"semicolons":               swap(";"),
		"semicolons, blanks":       swap(" ; "),
		"bars":                     swap("|"),
		"blanks":                   swap(" "),
		"columns of blanks":        strings.ReplaceAll(swap("    "), "model", "model name"),
		"Markdown":                 "| " + strings.ReplaceAll(strings.Replace(swap(" | "), "\n", " |\n|---|:--|---|--:|---|\n| ", 1), "\nc", " |\n| c"),
		"sep=":                     "sep=;\r\n" + swap(";"),
		"decimal commas":           commas.Replace(plain),
		"decimal commas and tabs":  strings.ReplaceAll(commas.Replace(plain), ";", "\t"),
		"points in thousands":      strings.NewReplacer("111000000;", "111.000.000;", "2200000000", "2.200.000.000").Replace(commas.Replace(plain)),
		"gzip":                     packed(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }),
		"zstd":                     packed(func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }),
		"UTF-16, little end first": wide(unicode.LittleEndian),
		"UTF-16, big end first":    wide(unicode.BigEndian),
		"Latin-1":                  strings.ReplaceAll(plain, "é", "\xe9"),
		"byte-order mark":          "\ufeff" + plain,
		"percent signs":            percent.Replace(plain),
		"thousands":                strings.NewReplacer("111000000", `"111,000,000"`, "256000000", `"256,000,000"`, "590000000", "590_000_000").Replace(plain),
		"thousands with blanks":    strings.NewReplacer("111000000", "111 000 000", "2200000000", "2'200'000'000").Replace(plain),
		"a title":                  "Table 4: zero-shot results, all models\n\n" + plain,
		"comments":                 "# exported 2023-03-28\n# by hand, twice\n" + plain,
		"powers of ten":            strings.NewReplacer("111000000", "1.11×10^8", "5100000000", "5.1 x 10^9").Replace(plain),
		"units in the header":      strings.NewReplacer("params", "Params (M)", "000000,", ",", "tokens", "Tokens [in millions]").Replace(plain),
		"units by words":           strings.NewReplacer("params", "#params_M", "000000,", ",", "tokens", "Training tokens in millions").Replace(plain),
		"a row of units":           strings.NewReplacer("loss,score\n", "loss,score\n,M,(M),,\n", "000000,", ",").Replace(plain),
		"other names":              strings.Replace(plain, "model,params,tokens,loss", "Model Name,n_params,Training Tokens,val_loss", 1),
		"letters":                  strings.Replace(plain, "params,tokens,loss", "N,D,L", 1),
	} {
		t.Run(name, func(t *testing.T) {
			table := readPlain(t, text)
			if diff := cmp.Diff(want, observations(table)); diff != "" {
				t.Errorf("%v\n%s", table.Warnings, diff)
			}
		})
	}
}

func readPlain(t *testing.T, text string) *Table {
	t.Helper()
	table, err := readCSV(text, Mapping{})
	return must(t, table, err)
}

// TestUnits reads the units in the names of columns.
func TestUnits(t *testing.T) {
	for name, want := range map[string]heading{
		"Model Size (B)":            {"modelsize", 1e9},
		"#Params (B)":               {"params", 1e9},
		"FLOPs (1E21)":              {"flops", 1e21},
		"FLOPs [10^21]":             {"flops", 1e21},
		"Pretraining Data Size (T)": {"pretrainingdatasize", 1e12},
		"params (in billions)":      {"params", 1e9},
		"tokens (B tokens)":         {"tokens", 1e9},
		"params in millions":        {"params", 1e6},
		"params_b":                  {"params", 1e9},
		"Training compute (FLOP)":   {"trainingcompute", 1},
		"GFLOPs":                    {"flops", 1e9},
		"train_compute_zflops":      {"traincompute", 1e21},
		"compute in PF-days":        {"compute", 8.64e19},
		"compute_pf_days":           {"compute", 8.64e19},
		"compute (PF-days)":         {"compute", 8.64e19},
		"acc (%)":                   {"acc", 0.01},
		"Accuracy %":                {"accuracy", 0.01},
		"MMLU (5-shot)":             {"mmlu5shot", 1},
		"plan b":                    {"plan", 1e9}, // no role and no score: the unit is not used
		"(B)":                       {"", 1e9},
		"%":                         {"", 1},
	} {
		if got := headingOf(name); got != want {
			t.Errorf("%q is %+v, expected %+v", name, got, want)
		}
	}
}

// TestSizesInNames reads the sizes in the names of public models.
func TestSizesInNames(t *testing.T) {
	for name, want := range map[string]float64{
		"Qwen2.5-7B": 7e9, "pythia-410m": 410e6, "EleutherAI/pythia-1.4b-deduped": 1.4e9, "bloom-7b1": 7.1e9, "Llama-2-70b-chat-hf": 70e9,
		"Cerebras-GPT-111M": 111e6, "Qwen3-30B-A3B": 30e9, "0.6b": 0.6e9, "Mixtral-8x7B": math.NaN(), "gpt2": math.NaN(), "GPT-4": math.NaN(),
		"phi-1_5": math.NaN(), "mpt-30B-1T-tokens": 30e9, "dclm-100B-tokens": math.NaN(), "falcon-180B": 180e9, "": math.NaN(),
	} {
		if got := sizeInName(name); !same(got, want) {
			t.Errorf("%q has %g, expected %g", name, got, want)
		}
	}
}

// TestFirstContact checks the warnings of tables that are understood without a mapping, and of those in doubtful units.
func TestFirstContact(t *testing.T) {
	for _, c := range []struct{ name, text, mapping, want string }{
		{"units that the mapping overrides", "Params (B),acc\n1,0.5\n2,0.6\n", "units: {params: 1e6}", "table.csv: understood by the names of columns: \"Params (B)\" is params, scores are \"acc\""},
		{"chance as a share", "params,MMLU\n1e8,25\n1e9,60\n", "chance: {MMLU: 0.25}", "table.csv:2: chance of \"MMLU\" is 0.25, a share, but scores go up to 60 as in percent: taken as unknown; units: {MMLU: 0.01} would make both shares"},
		{"chance in percent of percent", "params,MMLU\n1e8,25\n1e9,60\n", "chance: {MMLU: 25}", ""},
		{"chance of shares in percent", "params,acc\n1e8,0.25\n1e9,0.60\n", "chance: {acc: 25}", "table.csv:2: chance of \"acc\" is 25, expected 0 to 1 like the scores: taken as unknown"},
		{"small FLOPs", "flops,acc\n3,0.25\n900,0.60\n", "", "table.csv: flops are at most 900, too few for a training: in other units? units: {flops: 1e21} would multiply them"},
		{"a loss in nats", "step,test_loss\n1,5\n2,0.5\n", "", ""},
		{"standard errors of 0", "params,acc,acc_stderr\n1e8,0.25,0\n1e9,0,0\n2e9,0.5,0.1\n", "", "table.csv:2: the standard error of \"acc\" is 0 for a score of 0.25, expected a number above 0: taken as unknown"},
		{"sizes in names", "model,acc\na-7B,0.25\nb-70B,0.6\n", "", "table.csv: no sizes, but the names of 2 of 2 models tell them, such as \"a-7B\": circsim analyze table.csv --column params=model would read them"},
		{"ranges", "Step,r - test/loss,r - test/loss__MIN,r - test/loss__MAX\n1,5,5,5\n2,4,4,4\n", "", "table.csv: columns __MIN and __MAX are ranges of the columns beside them: left out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readText(t, c.text, c.mapping)
			var all []string
			for _, w := range must(t, table, err).Warnings {
				if w.String() == c.want {
					return
				}
				if !strings.Contains(w.Text, "understood") {
					all = append(all, w.String())
				}
			}
			doubts := strings.Join(all, "\n")
			if c.want != "" || strings.Contains(doubts, "chance") {
				t.Errorf("expected %q, got\n%s", c.want, doubts)
			}
		})
	}
}

// TestPatterns uses patterns in every key of a mapping.
func TestPatterns(t *testing.T) {
	const text = "model,N params,w_1,shot_a,acc_x,acc_x_se,acc_y,acc_y_se,my_ppl\nm-1,1000,3,5,0.5,0.1,0.6,0.2,7\nm-2,2000,4,5,0.7,0.1,0.8,0.2,6\n"
	const mapping = "columns: {params: \"N*\", error: \"*_se\"}\nscores: [\"acc_?\", \"acc_*\", \"*ppl\"]\naxes: [\"w_*\"]\ncondition: [\"shot*\"]\nchance: {\"acc*\": 0.25}\nitems: {\"acc*\": 100}\nlower_is_better: [\"*ppl\"]\nunits: {\"acc_*\": 0.5}\n"
	table, err := readText(t, text, strings.Replace(mapping, `"acc_?", `, "", 1))
	table = must(t, table, err)
	const want = "table|m-1|acc_x|shot_a=5|[3]|-1|NaN|1000|NaN|NaN|NaN|{acc_x acc_x false false true}=0.25±0.05|0.25|100"
	if got := observations(table)[0]; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	for _, m := range table.Metrics {
		if m.Lower != (m.Name == "my_ppl") {
			t.Errorf("%+v", m)
		}
	}
	if _, err := readText(t, "model,score\na-1,0.5\nb,0.6\n", "sizes: {\"a*\": 1e6, b: 2e6}"); err != nil {
		t.Error(err)
	}
}
