package evaluations

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"os"
	"strconv"
	"testing"
)

// published reads a public data file by a mapping. It also returns the lines of the file, by name of the column.
func published(t *testing.T, name, mapping string) (*Table, []map[string]string) {
	t.Helper()
	path := "../../../shared/data/" + name
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []map[string]string
	for _, record := range records[1:] {
		line := map[string]string{}
		for i, name := range records[0] {
			line[name] = record[i]
		}
		lines = append(lines, line)
	}
	m, err := ParseMapping("map.yaml", []byte(mapping))
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read(path, m)
	return must(t, table, err), lines
}

func value(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestChinchilla(t *testing.T) {
	table, lines := published(t, "chinchilla_svg_extracted_data.csv",
		"columns: {params: Model Size, flops: Training FLOP}\ndrop: {lowest_tokens_per_param: 5}")
	if len(lines) != 245 || len(table.Rows) != 240 {
		t.Fatalf("%d rows of %d lines", len(table.Rows), len(lines))
	}
	least := math.Inf(1)
	kept := map[float64]bool{}
	for _, r := range table.Rows {
		least = min(least, r.Tokens/r.Params)
		kept[r.Loss] = true
	}
	below := 0
	for _, line := range lines {
		n, c, loss := value(t, line["Model Size"]), value(t, line["Training FLOP"]), value(t, line["loss"])
		if perParam := c / (6 * n) / n; perParam < least {
			below++
			if kept[loss] {
				t.Errorf("%g tokens per parameter are kept", perParam)
			}
		}
	}
	if below != 5 {
		t.Errorf("%d lines have fewer tokens per parameter than all rows", below)
	}
}

func TestGadre(t *testing.T) {
	table, lines := published(t, "gadre_104_models.csv",
		"columns: {model: name, family: dataset, params: N, tokens: D, loss: loss_c4_val}\nscores: [\"acc_*\"]\nchance: {acc_mmlu: 0.25}\nitems: {acc_arc_challenge: 1172}")
	if len(table.Metrics) != 46 || len(table.Rows) != 104 {
		t.Fatalf("%d metrics, %d rows", len(table.Metrics), len(table.Rows))
	}
	for i := range table.Rows {
		r := &table.Rows[i]
		if r.Model != lines[i]["name"] || r.Family != lines[i]["dataset"] || r.Params != value(t, lines[i]["N"]) || r.FLOPs != 6*r.Params*r.Tokens {
			t.Fatalf("row %d is %+v of %+v", i, r, r.Subject)
		}
		for m, metric := range table.Metrics {
			task := table.Task(r, m)
			if !metric.Share || task != metric.Name || r.Scores[m] != value(t, lines[i][task]) {
				t.Fatalf("row %d, %+v: %g", i, metric, r.Scores[m])
			}
			if chance := table.Chance(r, m); task == "acc_mmlu" && chance != 0.25 || task != "acc_mmlu" && !math.IsNaN(chance) {
				t.Errorf("chance of %s is %g", task, chance)
			}
			if items := table.Items(r, m); (items == 1172) != (task == "acc_arc_challenge") {
				t.Errorf("%s has %g items", task, items)
			}
		}
	}
}

func TestPythia(t *testing.T) {
	table, lines := published(t, "pythia_v1_evals_long.csv", "condition: [shot]\nsizes: {pythia-70m: 70e6}\nchance: {lambada_openai: 0}")
	type key struct{ model, shot, step, task string }
	at := map[key]*Row{}
	for i := range table.Rows {
		r := &table.Rows[i]
		at[key{r.Model, r.Condition, decimals(r.Step), r.Task}] = r
	}
	if len(at) != len(table.Rows) {
		t.Errorf("%d rows of %d subjects and steps", len(table.Rows), len(at))
	}
	ppl, acc := metricAt(t, table, "ppl"), metricAt(t, table, "acc")
	if len(table.Metrics) != 2 || !table.Metrics[ppl].Lower || !table.Metrics[acc].Share {
		t.Errorf("metrics are %+v", table.Metrics)
	}
	for _, line := range lines {
		r := at[key{line["model"], "shot=" + line["shot"], decimals(value(t, line["step"])), line["task"]}]
		if r == nil {
			t.Fatalf("no row of %v", line)
		}
		got := map[string]float64{"ppl": r.Scores[ppl], "acc": r.Scores[acc], "acc_stderr": r.Errors[acc]}[line["metric"]]
		if got != value(t, line["value"]) || r.Tokens != value(t, line["tokens"]) {
			t.Fatalf("%v is %g at %g tokens", line, got, r.Tokens)
		}
		if known := line["model"] == "pythia-70m"; known != (r.Params == 70e6) || known == math.IsNaN(r.Params) {
			t.Fatalf("%s has %g parameters", line["model"], r.Params)
		}
		if chance := table.Chance(r, acc); (chance == 0) != (line["task"] == "lambada_openai") || !math.IsNaN(table.Chance(r, ppl)) {
			t.Fatalf("chance of %s is %g", line["task"], chance)
		}
	}
}

func metricAt(t *testing.T, table *Table, name string) int {
	t.Helper()
	for m := range table.Metrics {
		if table.Metrics[m].Name == name {
			return m
		}
	}
	t.Fatalf("no metric %s in %+v", name, table.Metrics)
	return -1
}

func TestModularAddition(t *testing.T) {
	table, lines := published(t, "modular_addition_runs.csv", "axes: [train_items]\nscores: [train_loss, test_loss]\ntask: addition")
	if len(table.Rows) != len(lines) {
		t.Fatalf("%d rows of %d lines", len(table.Rows), len(lines))
	}
	for i := range table.Rows {
		r := &table.Rows[i]
		if r.Task != "addition" || r.Axis[0] != value(t, lines[i]["train_items"]) || r.Step != value(t, lines[i]["step"]) ||
			r.Scores[0] != value(t, lines[i]["train_loss"]) || r.Scores[1] != value(t, lines[i]["test_loss"]) {
			t.Fatalf("row %d is %+v of %+v", i, r, r.Subject)
		}
	}
	if !table.Metrics[0].Lower || table.Metrics[0].Task != "" {
		t.Errorf("metrics are %+v", table.Metrics)
	}
}
