package claims

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/circsim/circsim/analysis/stat"
)

// The embedded rows are complete and numbered from 1.
func TestRows(t *testing.T) {
	rows, err := Choose(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if r.number != i+1 {
			t.Errorf("row %d has number %d", i+1, r.number)
		}
	}
}

const whole = `# 3. Loss: it falls

- scenarios: grokking, varma
- published constants: varma

## What produces it

A rule,
on two lines.

Another paragraph.

## How far to trust it

Not far.

## Claims

### falls

The loss falls.

- source: a paper,
  section 2
- quantity: slope
- kind: value
- grade: fitted
- published: -1/2
- expected: within 10%
- measure: slope of test_loss against step in curves of grokking where step >= 10 and task = addition
- not met: It rises.

### rises

The norm rises.

- source: a paper
- quantity: slope
- kind: sign
- grade: prediction
- expected: at least 0
`

const other = "# 2. Other\n\n- scenarios: grokking\n\n## What produces it\n\nA.\n\n## How far to trust it\n\nB.\n\n## Claims\n\n" +
	"### one\n\nC.\n\n- source: D\n- quantity: E\n- kind: shape\n- grade: identity\n- expected: exactly 1\n- measure: mean of train_loss in runs of grokking\n"

func nothing(*study) Picture { return Picture{} }

func loadText(loss string) ([]*Row, error) {
	return load(fstest.MapFS{"rows/loss.md": {Data: []byte(loss)}, "rows/other.md": {Data: []byte(other)}}, map[string]code{
		"loss":  {picture: nothing, measures: map[string]measure{"rises": exactly(func(*study) float64 { return 1 })}},
		"other": {picture: nothing},
	})
}

// Every part of a file is read into its field, and wrapped lines are joined.
func TestLoad(t *testing.T) {
	rows, err := loadText(whole)
	if err != nil {
		t.Fatal(err)
	}
	r := rows[1]
	if r.number != 3 || r.Name != "loss" || r.Title != "Loss: it falls" || strings.Join(r.Scenarios, ";") != "grokking;varma" || strings.Join(r.published, ";") != "varma" {
		t.Errorf("head: %d %q %q %q %q", r.number, r.Name, r.Title, r.Scenarios, r.published)
	}
	if r.mechanism != "A rule, on two lines.\n\nAnother paragraph." || r.trust != "Not far." {
		t.Errorf("prose: %q, %q", r.mechanism, r.trust)
	}
	c := r.claims[0]
	if c.Name != "falls" || c.statement != "The loss falls." || c.source != "a paper, section 2" || c.kind != kindValue || c.grade != fitted || c.published != -0.5 || c.notMet != "It rises." {
		t.Errorf("claim: %+v", c)
	}
	if math.Abs(c.Expect.Low+0.55) > 1e-15 || math.Abs(c.Expect.High+0.45) > 1e-15 {
		t.Errorf("within 10%% of -0.5: %v", c.Expect)
	}
	if rises := r.claims[1]; rises.published == rises.published || rises.simulate(nil) != stat.Exact(1) {
		t.Errorf("claim of Go: %+v", rises)
	}
}

// Free constants are the keys that a file sets and that are no part of the experiment; equal values count once, in whatever tasks they stand.
func TestFreeConstants(t *testing.T) {
	for _, c := range []struct {
		row  Row
		want string
	}{
		{Row{Scenarios: []string{"grokking", "regimes"}}, "bits_per_param 2.65;generalization.congestion 0.935;generalization.footprint 500;generalization.gain 0.0326;" +
			"generalization.gain_spread 0.118;generalization.initial 4.9e-09;generalization.initial_spread 0.26;interference 0.041;leak 0.54;" +
			"leak_exponent 0.32;memorization.gain 107;memorization.initial 0.004;noise 0.53"},
		{Row{Scenarios: []string{"varma"}, published: []string{"varma"}}, ""},
	} {
		constants, err := c.row.freeConstants()
		if got := strings.Join(constants, ";"); err != nil || got != c.want {
			t.Errorf("%v: %s, %v, want %s", c.row.Scenarios, got, err, c.want)
		}
	}
	mixed, err := (&Row{Scenarios: []string{"emergence", "data-mix-ratio"}}).freeConstants()
	if all := strings.Join(mixed, ";"); err != nil || !strings.Contains(all, "overlap 0.67") || strings.Contains(all, "share") || strings.Count(all, "memorization.gain 107") != 1 {
		t.Errorf("overlaps count, swept shares do not: %v, %v", mixed, err)
	}
}

// Errors name file, line and column.
func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"# 3. Loss", "# Loss", `rows/loss.md:1:3: "Loss: it falls", expected a number, a full stop and the title`},
		{"# 3.", "# 2.", "number 2 is that of"},
		{"published constants: varma", "published constants: nam", `rows/loss.md:4:24: constants of "nam", expected a scenario of the row: grokking, varma`},
		{"scenarios: grokking, varma", "scenarios: grokking, groking, varma", `rows/loss.md:1:3: `},
		{"## Claims", "## Claim", `rows/loss.md:17:1: section "Claim", expected`},
		{"- kind: value", "- sort: value", `rows/loss.md:26:3: key "sort", expected source, quantity,`},
		{"- kind: value", "- kind: number", `rows/loss.md:26:9: kind "number", expected value, order, sign or shape`},
		{"- kind: value\n", "", `rows/loss.md:19:5: claim "falls" is incomplete`},
		{"- grade: fitted", "- grade: met", `rows/loss.md:27:10: grade "met", expected prediction, fitted, assumed or identity`},
		{"- grade: fitted\n", "", `rows/loss.md:19:5: claim "falls" is incomplete`},
		{"- published: -1/2\n", "", `rows/loss.md:19:5: claim "falls" is of kind value, expected a published number`},
		{"-1/2", "half", `rows/loss.md:28:14: "half", expected a number`},
		{"within 10%", "near", `rows/loss.md:29:13: "near", expected at least X`},
		{"within 10%", "2 to 1", `rows/loss.md:29:13: "2 to 1" is empty`},
		{"slope of", "incline of", `rows/loss.md:30:12: measure "incline of test_loss against step", expected one of: median of Y;`},
		{"curves of grokking", "curves of groking", `rows/loss.md:30:12: measure of "groking", expected a scenario of the row: grokking, varma`},
		{"step >= 10", "step > few", `rows/loss.md:30:12: condition "step > few", expected a number after >`},
		{"### rises", "### falls", `rows/loss.md:33:5: claim "falls" stands here twice`},
		{"### rises", "### climbs", `rows/loss.md:33:5: claim "climbs" has no measure`},
		{"### rises", "### climbs", `rows/loss.md:1:1: measure "rises" in Go has no claim`},
		{"- expected: at least 0", "- expected: at least 0\n- measure: mean of norm in runs of grokking", `rows/loss.md:33:5: claim "rises" has a measure here and one in Go`},
	} {
		_, err := loadText(strings.Replace(whole, c.old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q instead of %q: %v, want %s", c.new, c.old, err, c.want)
		}
	}
}

// A row in Go needs a file of texts.
func TestLoadMissing(t *testing.T) {
	_, err := load(fstest.MapFS{}, map[string]code{"gone": {picture: nothing}})
	if err == nil || !strings.Contains(err.Error(), "rows/gone.md: missing") {
		t.Errorf("no texts: %v", err)
	}
}

// Every form of a range is read. Distances need a published number.
func TestParseRange(t *testing.T) {
	never := math.Inf(1)
	for text, want := range map[string]Range{
		"at least 2": {2, never}, "at most -1": {-never, -1}, "exactly 3": {3, 3}, "1/4 to 2": {0.25, 2},
		"within 25%": {-5, -3}, "within 0.5": {-4.5, -3.5},
	} {
		if got, err := parseRange(text, -4); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", text, got, err, want)
		}
	}
	if got, err := parseRange("within a factor of 4", 2); err != nil || got != (Range{0.5, 8}) {
		t.Errorf("within a factor of 4: %v, %v", got, err)
	}
	for _, text := range []string{"within 25%", "within 1", "within a factor of 2", "at least", "2"} {
		if got, err := parseRange(text, math.NaN()); err == nil {
			t.Errorf("%s of no number: %v", text, got)
		}
	}
}
