package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/sweep"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the story anew")

// readFolder reads a study with the room of a page of its own.
func readFolder(t *testing.T, dir string) *study {
	t.Helper()
	s, err := read(t.Context(), dir, roomFor(1), silent)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The story says what the tables show, in sentences.
func TestStory(t *testing.T) {
	t.Chdir(t.TempDir())
	golden := filepath.Join(packageDir, "testdata", "story.txt")
	var told strings.Builder
	for _, sets := range [][]string{
		nil,
		{"sweep.axes.0.values=[30000]", "sweep.seeds=3"},
		{"sweep={axes: []}", "record.circuits=all"},
		{"sweep={design: sobol, points: 64, axes: [{path: model.params, log: {from: 300, to: 300000}}, {path: tasks.addition.items, log: {from: 1000, to: 12000}}]}"},
	} {
		dir := made(t, t.TempDir(), plane, sets...)
		s := readFolder(t, dir)
		for _, sentence := range s.Story {
			told.WriteString(strings.ReplaceAll(sentence, dir, "DIR") + "\n")
		}
		told.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(told.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), told.String()); diff != "" {
		t.Errorf("the story is another one; go test ./show/report -run Story -update writes it anew:\n%s", diff)
	}
}

// packageDir is where the test runs.
var packageDir = func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return dir
}()

// The points have the means, ends and regimes of the rows, as another reader of the tables gives them.
func TestPointsAreThoseOfTheTables(t *testing.T) {
	dir := made(t, t.TempDir(), plane)
	s := readFolder(t, dir)
	runs := frames.Read(dir, output.Runs)
	if len(s.Points.Runs) != 16 || len(s.Axes) != 2 {
		t.Fatalf("%d points on %d axes", len(s.Points.Runs), len(s.Axes))
	}
	of := s.Points.Tasks[0]
	for i := range s.Points.Runs {
		at := runs
		for k, a := range s.Axes {
			at = at.At(a.source.Column, a.Values[s.Points.At[k][i]])
		}
		if at.Len() != 2 || s.Points.Runs[i] != 2 {
			t.Fatalf("point %d has %d rows and says %d", i, at.Len(), s.Points.Runs[i])
		}
		for _, q := range s.Quantities {
			values := at.Floats(q.Name)
			want := (values[0] + values[1]) / 2
			if q.Event {
				values = frames.Never(values)
				want = (values[0] + values[1]) / 2
			}
			if got := of.Values[q.Name][i]; !same(got, want) {
				t.Errorf("%s of point %d is %v, want %v", q.Name, i, got, want)
			}
			if of.Low[q.Name] != nil && !same(of.Low[q.Name][i], min(values[0], values[1])) {
				t.Errorf("lowest %s of point %d is %v of %v", q.Name, i, of.Low[q.Name][i], values)
			}
		}
		for _, regime := range at.Words("regime") {
			if of.Regimes[regime][i] == 0 {
				t.Errorf("point %d lacks the regime %s", i, regime)
			}
		}
	}
	if err := runs.Err(); err != nil {
		t.Fatal(err)
	}
}

func same(a, b float64) bool { return a == b || a != a && b != b || math.Abs(a-b) <= 1e-12*math.Abs(b) }

// The curves are those of the run of median final accuracy, and their steps those of the table.
func TestCurvesAreOfMedianRuns(t *testing.T) {
	dir := made(t, t.TempDir(), plane, "sweep.seeds=3")
	s := readFolder(t, dir)
	runs, all := frames.Read(dir, output.Runs), frames.Read(dir, output.Curves)
	if len(s.Curves.Runs) != 16 {
		t.Fatalf("curves of %d points", len(s.Curves.Runs))
	}
	for _, c := range s.Curves.Runs {
		at := runs
		for k, a := range s.Axes {
			at = at.At(a.source.Column, a.Values[s.Points.At[k][c.Point]])
		}
		accuracy := at.Floats("test_accuracy")
		slices.Sort(accuracy)
		if got := runs.At("run", float64(c.Run)).Only("test_accuracy"); got != accuracy[1] {
			t.Errorf("run %d has accuracy %v, those of its point %v", c.Run, got, accuracy)
		}
		curve := all.At("run", float64(c.Run))
		if diff := cmp.Diff(curve.Floats("step"), []float64(c.Steps)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(curve.Floats("test_loss"), []float64(c.Tasks[0].Values["test_loss"])); diff != "" {
			t.Error(diff)
		}
		circuits := frames.Read(dir, output.Circuits).At("run", float64(c.Run)).Floats("strength")
		if len(c.Circuits) == 0 || float64(c.Circuits[0].Strength) != slices.Max(circuits) {
			t.Errorf("run %d: the strongest circuit has %v, of %v", c.Run, c.Circuits, circuits)
		}
	}
}

// Too many points are taken together in cells of neighbours: all runs are in them, once.
func TestCells(t *testing.T) {
	dir := made(t, t.TempDir(), plane)
	rapid.Check(t, func(r *rapid.T) {
		limit := rapid.IntRange(1, 15).Draw(r, "limit")
		s, err := newStudy(dir)
		if err != nil {
			r.Fatal(err)
		}
		if err := s.readRuns(t.Context(), budget{points: limit, numbers: mostNumbers}); err != nil {
			r.Fatal(err)
		}
		if n := len(s.Points.Runs); n > limit {
			r.Fatalf("%d cells, of at most %d", n, limit)
		}
		sum, regimes := 0, 0
		for i, n := range s.Points.Runs {
			sum += n
			for _, counts := range s.Points.Tasks[0].Regimes {
				regimes += counts[i]
			}
			for k, a := range s.Axes {
				if place := s.Points.At[k][i]; a.From[place] > a.Values[place] || a.Values[place] > a.To[place] {
					r.Fatalf("cell %v from %v to %v", a.Values[place], a.From[place], a.To[place])
				}
			}
		}
		if sum != 32 || regimes != 32 {
			r.Fatalf("%d runs in cells, %d by regime, of 32", sum, regimes)
		}
		if !strings.Contains(strings.Join(s.Rules, " "), "The plan has 16 points, too many for a page.") {
			r.Fatalf("rules %q", s.Rules)
		}
	})
}

// A range is cut evenly, in the logarithm where its spacing is.
func TestCellsOfRanges(t *testing.T) {
	dir := made(t, t.TempDir(), plane, "sweep={design: sobol, points: 64, axes: [{path: model.params, log: {from: 100, to: 1e6}}, {path: tasks.addition.items, linear: {from: 1000, to: 12000}}]}",
		"training.steps=100", "record.points=2")
	s, err := read(t.Context(), dir, budget{points: 20, numbers: mostNumbers, curves: mostCurves}, silent)
	if err != nil {
		t.Fatal(err)
	}
	a := s.Axes[0]
	if diff := cmp.Diff([]float64{100, 1000, 1e4, 1e5}, round(a.From)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]float64{316.228, 3162.28, 31622.8, 316228}, round(a.Values)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]float64{1000, 3750, 6500, 9250}, round(s.Axes[1].From)); diff != "" {
		t.Error(diff)
	}
	if len(s.Points.Runs) != 16 {
		t.Errorf("%d cells have runs, of 16 among 64 Sobol points", len(s.Points.Runs))
	}
}

func round(list []float64) []float64 {
	var short []float64
	for _, x := range list {
		short = append(short, parse(text.Number(x, 6)))
	}
	return short
}

// The page says that a study is not finished.
func TestUnfinished(t *testing.T) {
	dir := madeBy(t, t.TempDir(), plane, sweep.Shard{Index: 1, Count: 2})
	page, remarks, err := Page(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`The study is not finished: \d+ of its 32 runs are there`)
	if !want.Match(page) || len(remarks) != 1 || !strings.Contains(remarks[0], "not finished") {
		t.Errorf("remarks %q", remarks)
	}
}

// The same tables give the same bytes, and what a scenario says cannot leave its place in the page.
func TestPage(t *testing.T) {
	dir := t.TempDir()
	made(t, dir, plane)
	made(t, dir, strings.Replace(plane, "name: plane", "name: other", 1), "sweep.axes.0.values=[300]", "record.circuits=none")
	one, _, err := Page(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	two, _, err := Page(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("two pages of the same tables differ")
	}
	if n := bytes.Count(one, []byte("<script")); n != 5 { // the page, two studies, the charts, the views
		t.Errorf("%d scripts", n)
	}
	if bytes.Contains(one, []byte("<script>document.title")) {
		t.Error("a title is run as a script")
	}
	for _, m := range regexp.MustCompile(`(?s)<script type="application/json" id="[^"]*">(.*?)</script>`).FindAllSubmatch(one, -1) {
		if !json.Valid(m[1]) {
			t.Errorf("not JSON: %.100s", m[1])
		}
	}
}

// A page about a study of many runs, with all of their circuits, stays below five megabytes.
func TestSize(t *testing.T) {
	dir := made(t, t.TempDir(), plane, "training.steps=3000", "record.circuits=all", "sweep={seeds: 1, axes: [{path: model.params, log: {from: 300, to: 300000, points: 34}}, {path: tasks.addition.items, log: {from: 1000, to: 12000, points: 34}}]}")
	page, _, err := Page(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(page); n > 5e6 {
		t.Errorf("%d bytes", n)
	}
	t.Logf("%d bytes", len(page))
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	made(t, dir, plane, "sweep={axes: []}")
	file := filepath.Join(dir, "plane", "manifest.json")
	for want, dirs := range map[string][]string{
		"no tables of a study in this folder, expected one with manifest.json, such as results/grokking": {t.TempDir()},
		"no such folder": {filepath.Join(dir, "none")},
		"is a file, expected the folder of a study": {file},
		"is named twice, expected each folder once": {dir, dir + "/"},
	} {
		_, _, err := Page(t.Context(), dirs, nil)
		var refused *text.Refusal
		if err == nil || !errors.As(err, &refused) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// A study against itself has no difference; one of other settings has the mean of the differences by seed.
func TestCompare(t *testing.T) {
	a := made(t, t.TempDir(), plane, "sweep.seeds=3")
	b := made(t, t.TempDir(), plane, "sweep={seeds: 4, axes: [{path: training.weight_decay, values: [1, 0.5]}, {path: model.params, values: [3000, 30000]}, {path: tasks.addition.items, values: [3000, 5000]}]}")
	room := roomFor(2)
	room.keep = true
	x, err := read(t.Context(), a, room, silent)
	if err != nil {
		t.Fatal(err)
	}
	y, err := read(t.Context(), b, room, silent)
	if err != nil {
		t.Fatal(err)
	}
	c, err := compare(x, y)
	if err != nil {
		t.Fatal(err)
	}
	// a has a weight decay of 1 at all of its points: four of them are in b too, with the same random streams.
	d := c.Points.Tasks[0]
	if diff := cmp.Diff([]int{3, 3, 3, 3}, d.Pairs); diff != "" {
		t.Fatal(diff)
	}
	for k, v := range d.Value["test_loss"] {
		if v != 0 || d.Low["test_loss"][k] != 0 || d.High["test_loss"][k] != 0 {
			t.Errorf("the same runs differ by %v [%v, %v]", v, d.Low["test_loss"][k], d.High["test_loss"][k])
		}
	}
	half := made(t, t.TempDir(), plane, "training.weight_decay=0.5", "sweep.seeds=3")
	z, err := read(t.Context(), half, room, silent)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = compare(x, z); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][3]string{{"training_weight_decay", "1", "0.5"}}, c.Settings); diff != "" {
		t.Error(diff)
	}
	point := slices.IndexFunc(c.Points.At[0], func(int) bool { return true })
	of := func(dir string) []float64 {
		f := frames.Read(dir, output.Runs)
		for k, axis := range c.Axes {
			f = f.At(axis.source.Column, axis.Values[c.Points.At[k][point]])
		}
		return f.Floats("test_loss")
	}
	p, q, mean := of(a), of(half), 0.0
	for i := range p {
		mean += (q[i] - p[i]) / 3
	}
	if got := c.Points.Tasks[0].Value["test_loss"][point]; math.Abs(got-mean) > 1e-5*math.Abs(mean) {
		t.Errorf("difference %v, want %v", got, mean)
	}
}

// Fewer than six pairs do not bound the median of an event's steps, and a share differs by no more than 1.
func TestEstimateOf(t *testing.T) {
	never := math.Inf(1)
	for _, c := range []struct {
		each           []float64
		q              quantity
		mid, low, high float64
	}{
		{[]float64{40}, quantity{Event: true}, 40, -never, never},
		{[]float64{1, 2, 3, 4, 5}, quantity{Event: true}, 3, -never, never},
		{[]float64{1, 2, 3, 4, 5, never}, quantity{Event: true}, 3.5, 1, never},
		{[]float64{0.5}, quantity{Share: true}, 0.5, -1, 1},
		{[]float64{0.5}, quantity{}, 0.5, -never, never},
	} {
		if e := estimateOf(c.each, c.q); e.Value != c.mid || e.Low != c.low || e.High != c.high {
			t.Errorf("%v: %v [%v, %v]", c.each, e.Value, e.Low, e.High)
		}
	}
}

// Names of two folders tell them apart.
func TestApart(t *testing.T) {
	for _, c := range []struct{ a, b, x, y string }{
		{"before/grokking", "after/grokking", "before", "after"},
		{"results/grokking", "results/grokking-decay", "grokking", "grokking-decay"},
		{"grokking", "old/grokking", "grokking", "old/grokking"},
	} {
		if got := apart(c.a, c.b); got != [2]string{c.x, c.y} && got != [2]string{c.a, c.b} {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// Numbers are short, and null where they are not finite.
func TestNumbers(t *testing.T) {
	got, err := json.Marshal(numbers{0, 1, 0.1 + 0.2, 1234567, 1e-7, 12345678901, math.NaN(), math.Inf(1), -2.5})
	if err != nil {
		t.Fatal(err)
	}
	if want := "[0,1,0.3,1234570,1e-07,1.23457e+10,null,null,-2.5]"; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
	rapid.Check(t, func(r *rapid.T) {
		x := rapid.Float64Range(-1e12, 1e12).Draw(r, "x")
		var back float64
		if err := json.Unmarshal(appendNumber(nil, x, fine), &back); err != nil || math.Abs(back-x) > 1e-5*math.Abs(x) {
			r.Fatalf("%v becomes %v (%v)", x, back, err)
		}
	})
}
