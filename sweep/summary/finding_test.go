package summary

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim"
	"pgregory.net/rapid"
)

// The finding is that of the task and the axis that show it best, in forms that get shorter.
func TestFinding(t *testing.T) {
	s, err := Summarize(tables(t, itemsAndParams, 3, learned))
	if err != nil {
		t.Fatal(err)
	}
	f := s.Finding()
	for width, want := range map[int]string{
		0:  "test accuracy along model.params: rises past 0.5 at 32..48, on 1 of 3 lines; turns back on 1 of 3 lines: 0.92 -> 0.00 at 24 -> 0.92; memorization 36, grokking 9",
		80: "test accuracy along model.params: rises past 0.5 at 32..48, on 1 of 3 lines …",
		70: "test accuracy along model.params: rises past 0.5 at 32..48 …",
		45: "test accuracy along params: 0.5 at 32..48 …",
		30: "along params: 0.5 at 32..48 …",
	} {
		if got := f.fit(width); got != want {
			t.Errorf("%d: %s", width, got)
		}
	}
}

// A threshold that another axis moves is followed along it.
func TestFindingFollowsTheOtherAxis(t *testing.T) {
	axes := `[{path: model.params, values: [10, 20]}, {path: tasks.first.items, values: [100, 200, 300, 400]}]`
	s, err := Summarize(tables(t, axes, 2, func(point []any, _ int64) []sim.TaskResult {
		r := sim.TaskResult{Name: "first", Regime: sim.MemorizeRegime, TaskState: sim.TaskState{Generalization: 1}}
		if point[1].(int64) > 10*point[0].(int64) {
			r.TestAccuracy, r.Regime = 1, sim.Grokking
		}
		return []sim.TaskResult{r}
	}))
	if err != nil {
		t.Fatal(err)
	}
	f := s.Finding()
	want := "test accuracy along tasks.first.items: rises past 0.5 at 100..200 (params 10) to 200..300 (20); grokking 10, memorization 6"
	if got := f.fit(0); got != want {
		t.Error(got)
	}
	if m := s.Tasks[0].Map; m == nil || m.X != "tasks.first.items" || !slices.Equal(m.Cells, []string{"MGGG", "MMGG"}) {
		t.Errorf("%+v", m)
	}
}

// However narrow the screen, a study has one line as long as its shortest form has room, and no line is wider.
func TestOverviewHasALineForEveryStudy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 48).Draw(t, "studies")
		var findings []Finding
		for i := range n {
			items := rapid.IntRange(1, 1e6).Draw(t, "items")
			findings = append(findings, Finding{
				Study: fmt.Sprintf("study-%d", i), Runs: fmt.Sprint(items),
				Asked: []string{"test accuracy along tasks.addition.items", "test accuracy along items", "along items"},
				Found: [][]string{{fmt.Sprintf("rises past 0.5 at %d..%d", items, 2*items), "0.5"}, {"grokking 3"}},
			})
		}
		width := rapid.IntRange(60, 300).Draw(t, "width")
		lines := strings.Split(strings.TrimRight(Overview(findings, text.Screen{Width: width}), "\n"), "\n")
		legend := 0
		if i := slices.Index(lines, ""); i >= 0 {
			legend = len(lines) - i
		}
		if len(lines)-legend != n+1 {
			t.Errorf("%d lines for %d studies", len(lines)-legend, n)
		}
		for _, line := range lines {
			if utf8.RuneCountInString(line) > width {
				t.Errorf("wider than %d: %s", width, line)
			}
		}
		for i, line := range lines[1 : n+1] {
			whole := strings.HasSuffix(line, fmt.Sprintf("rises past 0.5 at %s..%d; grokking 3", findings[i].Runs, 2*items(findings[i])))
			if whole == strings.HasSuffix(line, "…") {
				t.Errorf("what is left out is marked, and nothing else: %s", line)
			}
		}
		if shown := strings.Join(lines[:n+1], "\n"); strings.Contains(shown, "…") != strings.Contains(lines[len(lines)-1], "…: there is more in summary.txt") {
			t.Errorf("the mark is not explained:\n%s", strings.Join(lines, "\n"))
		}
	})
}

func items(f Finding) int {
	n, _ := strconv.Atoi(f.Runs)
	return n
}

// A map has the most frequent regime of every point, in upper case where all runs agree, and says what its letters mean.
func TestMapOfRegimes(t *testing.T) {
	axes := `[{path: model.params, values: [20, 10]}, {path: tasks.first.items, values: [100, 300, 200]}]`
	s, err := Summarize(tables(t, axes, 3, func(point []any, seed int64) []sim.TaskResult {
		r := sim.TaskResult{Name: "first", Regime: sim.Confusion}
		switch {
		case point[1] == int64(300) || point[1] == int64(200) && seed > 1:
			r.Regime = sim.Grokking
		case point[0] == int64(20):
			r.Regime = sim.SemiGrokking
		}
		return []sim.TaskResult{r}
	}))
	if err != nil {
		t.Fatal(err)
	}
	p := text.NewPage(text.Screen{})
	s.Tasks[0].Map.write(p, "first")
	want := `
first, regimes, model.params upwards
20  S g G
10  X g G
to the right tasks.first.items from 100 to 300
    X confusion, S semi-grokking, G grokking, small letters: most of the runs, but not all
`
	if got := p.String(); got != want {
		t.Error(got)
	}
	colour := text.NewPage(text.Screen{Width: 80, Colour: true})
	s.Tasks[0].Map.write(colour, "first")
	if got := colour.String(); !strings.Contains(got, "20  \x1b[38;5;") || strings.Count(got, "\x1b[0m") != 6 {
		t.Errorf("%q", got)
	}
}

// A map that is wider than the screen shows some columns, with both ends, and says so.
func TestMapFitsTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(2, 60).Draw(t, "rows"), rapid.IntRange(2, 200).Draw(t, "columns")
		m := &Map{X: "x", Y: "y"}
		for i := range columns {
			m.Xs = append(m.Xs, int64(i))
		}
		for j := range rows {
			m.Ys = append(m.Ys, int64(j))
			m.Cells = append(m.Cells, strings.Repeat("X", columns-1)+"G")
		}
		width := rapid.IntRange(60, 120).Draw(t, "width")
		p := text.NewPage(text.Screen{Width: width})
		m.write(p, "task")
		shown := 0
		for line := range strings.Lines(p.String()) {
			if len(line) > width+1 {
				t.Errorf("wider than %d: %s", width, line)
			}
			if strings.HasSuffix(line, "G\n") {
				shown++
			}
		}
		if shown != min(rows, maxMapRows) {
			t.Errorf("%d of %d rows end with the last column", shown, rows)
		}
		if cut := rows > maxMapRows || columns > width; cut && !strings.Contains(p.String(), "evenly chosen") {
			t.Error("says nothing of what it leaves out")
		}
	})
}
