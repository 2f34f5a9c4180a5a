package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// TestScalesOfFiles holds along what a file of evaluations is looked at: training steps where models have several
// checkpoints, and the column that tells most models apart.
func TestScalesOfFiles(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"params,tokens,score\n1,1,0\n2,1,0\n3,1,0\n4,1,0\n", "flops"}, // 6 N D are as many as N, and come first
		{"params,score\n1,0\n2,0\n3,0\n4,0\n", "params"},
		{"params,score\n1,0\n2,0\n3,0\n", ""},
		{"params,tokens,flops,score\n1,1,9,0\n1,2,9,0\n1,3,9,0\n1,4,9,0\n", "tokens"},
		{"model,step,score\na,1,0\na,2,0\na,3,0\na,4,0\n", "step"},
		{"model,params,step,score\na,1,0,0\nb,2,1,0\nc,3,2,0\nd,4,3,0\ne,5,4,0\n", "step params"},
	} {
		table, err := evaluations.Read(csvFile(t, "some.csv", c.lines), evaluations.Mapping{})
		if err != nil {
			t.Fatal(err)
		}
		scales, err := scalesOf(table, "")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range scales {
			names = append(names, s.name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%q is looked at along %q, not %q", c.lines, got, c.want)
		}
	}
}

// TestNamedScale holds that a table is looked at along the scale that was asked for, or refuses.
func TestNamedScale(t *testing.T) {
	path := csvFile(t, "some.csv", "params,flops,score\n1,10,0\n2,20,0\n3,30,0\n4,40,1\n")
	for name, want := range map[string]string{"params": "", "flops": "", "step": `no scale "step", expected one of params, tokens, flops`, "parms": `no scale "parms", did you mean params?`} {
		r, err := Analyze(context.Background(), path, evaluations.Mapping{}, Options{Along: name, Resamples: 100})
		var refused *text.Refusal
		if want != "" {
			if !errors.As(err, &refused) || refused.Error() != path+": "+want {
				t.Errorf("along %s: error %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Thresholds {
			if x.Along != name {
				t.Errorf("along %s, not %s", x.Along, name)
			}
		}
		if len(r.Thresholds) == 0 {
			t.Errorf("nothing along %s", name)
		}
	}
}

// TestShortCurves holds that curves with too few scales are left out and counted, and that of a model's checkpoints
// only the last counts along size.
func TestShortCurves(t *testing.T) {
	var text strings.Builder
	text.WriteString("model,params,step,task,score\n")
	for i := range 5 {
		for step := range 2 {
			fmt.Fprintf(&text, "m%d,%g,%d,sums,%g\n", i, math.Pow(10, float64(i)), 1+step, float64(i*step)/4)
		}
	}
	text.WriteString("m0,1,2,words,0.5\nm1,10,2,words,0.5\n")
	r := analyze(t, csvFile(t, "some.csv", text.String()), evaluations.Mapping{})
	lines := r.pick(linearity, "")
	if len(lines) != 1 || lines[0].Task != "sums" || lines[0].Observations != 5 || lines[0].Value != 1 {
		t.Errorf("%+v", lines)
	}
	told := false
	for _, w := range r.Warnings {
		told = told || w.Text == "1 curve along params with fewer than 4 different scales left out"
	}
	if !told {
		t.Errorf("warnings %v", r.Warnings)
	}
}
