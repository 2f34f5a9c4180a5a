package evaluations

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// wideLine is a line of a wide table. The lines of a table differ in their names, step or seed.
type wideLine struct {
	Family   string   `parquet:"family"`
	Model    string   `parquet:"model"`
	Task     string   `parquet:"task"`
	Shot     string   `parquet:"shot"`
	Seed     int64    `parquet:"seed"`
	Step     int64    `parquet:"step"`
	Params   float64  `parquet:"params"`
	Tokens   float32  `parquet:"tokens"`
	Loss     float64  `parquet:"loss"`
	Width    int32    `parquet:"width"`
	Chance   *float64 `parquet:"chance,optional"`
	Items    *int64   `parquet:"items,optional"`
	Acc      *float64 `parquet:"acc,optional"`
	AccError *float64 `parquet:"acc_stderr,optional"`
	F1       *float64 `parquet:"f1,optional"`
	PPL      *float64 `parquet:"ppl,optional"`
}

// longLine is a line of a long table: one score of a wideLine.
type longLine struct {
	Family string   `parquet:"family,dict"`
	Model  string   `parquet:"model,dict"`
	Task   string   `parquet:"task,dict"`
	Shot   string   `parquet:"shot,dict"`
	Seed   int64    `parquet:"seed"`
	Step   int64    `parquet:"step"`
	Params float64  `parquet:"params"`
	Tokens float32  `parquet:"tokens"`
	Loss   float64  `parquet:"loss"`
	Width  int32    `parquet:"width"`
	Chance *float64 `parquet:"chance,optional"`
	Items  *int64   `parquet:"items,optional"`
	Metric string   `parquet:"metric,dict"`
	Value  float64  `parquet:"value"`
}

func (w wideLine) scores() []longLine {
	var lines []longLine
	for _, s := range []struct {
		name  string
		value *float64
	}{{"acc", w.Acc}, {"acc_stderr", w.AccError}, {"f1", w.F1}, {"ppl", w.PPL}} {
		if s.value == nil {
			continue
		}
		l := longLine{w.Family, w.Model, w.Task, w.Shot, w.Seed, w.Step, w.Params, w.Tokens, w.Loss, w.Width, w.Chance, w.Items, s.name, *s.value}
		if s.name == "ppl" { // not a share: the columns of a wide table do not apply to it
			l.Chance, l.Items = nil, nil
		}
		lines = append(lines, l)
	}
	return lines
}

func cell[T any](x *T) string {
	if x == nil {
		return ""
	}
	return fmt.Sprint(*x)
}

func decimals(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func (w wideLine) csv() string {
	return strings.Join([]string{w.Family, w.Model, w.Task, w.Shot, fmt.Sprint(w.Seed), fmt.Sprint(w.Step), decimals(w.Params), decimals(float64(w.Tokens)),
		decimals(w.Loss), fmt.Sprint(w.Width), cell(w.Chance), cell(w.Items), cell(w.Acc), cell(w.AccError), cell(w.F1), cell(w.PPL)}, ",")
}

func (l longLine) csv() string {
	return strings.Join([]string{l.Family, l.Model, l.Task, l.Shot, fmt.Sprint(l.Seed), fmt.Sprint(l.Step), decimals(l.Params), decimals(float64(l.Tokens)),
		decimals(l.Loss), fmt.Sprint(l.Width), cell(l.Chance), cell(l.Items), l.Metric, decimals(l.Value)}, ",")
}

const (
	keyHeader  = "family,model,task,shot,seed,step,params,tokens,loss,width,chance,items,"
	wideHeader = keyHeader + "acc,acc_stderr,f1,ppl\n"
	longHeader = keyHeader + "metric,value\n"
	mapped     = "condition: [shot]\naxes: [width]\n"
	mappedWide = mapped + "scores: [acc, f1, ppl]\n"
)

var lines = rapid.Custom(func(t *rapid.T) []wideLine {
	share := rapid.Float64Range(0, 1)
	maybe := func(g *rapid.Generator[float64], name string) *float64 {
		if rapid.IntRange(0, 3).Draw(t, "no "+name) == 0 {
			return nil
		}
		x := g.Draw(t, name)
		return &x
	}
	var all []wideLine
	n := rapid.IntRange(1, 40).Draw(t, "rows")
	models := rapid.IntRange(1, 5).Draw(t, "models")
	for i := range n {
		w := wideLine{
			Family: fmt.Sprint("family ", i%2), Model: fmt.Sprint("model ", i%models), Task: fmt.Sprint("task ", i%3), Shot: []string{"zero", "5"}[i%2],
			Seed: int64(i % 4), Step: int64(i), Params: float64(1000000 * (1 + i%models)), Tokens: float32(1e7 * rapid.Float32Range(1, 100).Draw(t, "tokens")),
			Loss: rapid.Float64Range(0.5, 10).Draw(t, "loss"), Width: int32(i % 7),
			Chance: maybe(share, "chance"), Acc: maybe(share, "acc"), AccError: maybe(share, "error"), F1: maybe(share, "f1"), PPL: maybe(rapid.Float64Range(1, 1e6), "ppl"),
		}
		if items := int64(rapid.IntRange(0, 2).Draw(t, "items")); items > 0 {
			w.Items = &items
		}
		if w.Acc == nil && w.F1 == nil && w.PPL == nil {
			one := 1.0
			w.PPL = &one
		}
		if w.Acc == nil { // a standard error without its score is left out
			w.AccError = nil
		}
		all = append(all, w)
	}
	return all
})

// observations returns a line for each score with all that the table has on it, sorted.
func observations(t *Table) []string {
	var list []string
	for i := range t.Rows {
		r := &t.Rows[i]
		for m, x := range r.Scores {
			if x != x {
				continue
			}
			stderr := ""
			if r.Errors != nil && r.Errors[m] == r.Errors[m] {
				stderr = decimals(r.Errors[m])
			}
			list = append(list, fmt.Sprint(r.Family, "|", r.Model, "|", t.Task(r, m), "|", r.Condition, "|", r.Axis, "|", r.Seed, "|", r.Step, "|", r.Params, "|", r.Tokens, "|", r.FLOPs, "|",
				r.Loss, "|", t.Metrics[m], "=", decimals(x), "±", stderr, "|", t.Chance(r, m), "|", t.Items(r, m)))
		}
	}
	slices.Sort(list)
	return list
}

func must(t testing.TB, table *Table, err error) *Table {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestFourForms checks that a table reads the same whether it is long or wide, CSV or Parquet.
func TestFourForms(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		all := lines.Draw(rt, "lines")
		wideCSV, longCSV := wideHeader, longHeader
		var long []longLine
		for _, w := range all {
			wideCSV += w.csv() + "\n"
			for _, l := range w.scores() {
				longCSV += l.csv() + "\n"
				long = append(long, l)
			}
		}
		widePath, longPath := filepath.Join(dir, "table.parquet"), filepath.Join(dir, "long", "table.parquet")
		if err := os.MkdirAll(filepath.Dir(longPath), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := parquet.WriteFile(widePath, all); err != nil {
			t.Fatal(err)
		}
		if err := parquet.WriteFile(longPath, long); err != nil {
			t.Fatal(err)
		}
		m, _ := ParseMapping("map.yaml", []byte(mapped))
		mWide, _ := ParseMapping("map.yaml", []byte(mappedWide))
		table, err := readText(t, wideCSV, mappedWide)
		want := observations(must(t, table, err))
		scores := 0
		for _, l := range long {
			if l.Metric != "acc_stderr" {
				scores++
			}
		}
		if len(want) != scores {
			rt.Fatalf("%d observations of %d scores", len(want), scores)
		}
		table, err = readText(t, longCSV, mapped)
		if diff := cmp.Diff(want, observations(must(t, table, err))); diff != "" {
			rt.Fatalf("long CSV (+) differs from wide CSV (-):\n%s", diff)
		}
		table, err = Read(widePath, mWide)
		if diff := cmp.Diff(want, observations(must(t, table, err))); diff != "" {
			rt.Fatalf("wide Parquet (+) differs from wide CSV (-):\n%s", diff)
		}
		table, err = Read(longPath, m)
		if diff := cmp.Diff(want, observations(must(t, table, err))); diff != "" {
			rt.Fatalf("long Parquet (+) differs from wide CSV (-):\n%s", diff)
		}
	})
}

// TestOrderAndRepetition checks that the order of lines does not matter, and that repeated lines are counted.
func TestOrderAndRepetition(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := lines.Draw(rt, "lines")
		once, more := wideHeader, wideHeader
		onceLong, moreLong := longHeader, longHeader
		var again []wideLine
		for _, w := range all {
			once += w.csv() + "\n"
			for _, l := range w.scores() {
				onceLong += l.csv() + "\n"
			}
			for range rapid.IntRange(1, 3).Draw(rt, "times") {
				again = append(again, w)
			}
		}
		extra := 0
		for _, w := range rapid.Permutation(again).Draw(rt, "order") {
			more += w.csv() + "\n"
			for _, l := range w.scores() {
				moreLong += l.csv() + "\n"
				extra++
			}
		}
		extra -= strings.Count(onceLong, "\n") - 1
		for _, form := range []struct {
			once, more, mapping string
			extra               int
		}{{once, more, mappedWide, len(again) - len(all)}, {onceLong, moreLong, mapped, extra}} {
			a, err := readText(t, form.once, form.mapping)
			must(t, a, err)
			b, err := readText(t, form.more, form.mapping)
			must(t, b, err)
			if diff := cmp.Diff(observations(a), observations(b)); diff != "" {
				rt.Fatalf("in another order and repeated (+):\n%s", diff)
			}
			warned := 0
			for _, w := range b.Warnings {
				if w.Text == repeated() {
					warned = w.Count
				}
			}
			if warned != form.extra {
				rt.Fatalf("a warning of %d repetitions, want %d", warned, form.extra)
			}
		}
	})
}
