package analysis

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/forecasts"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// The largest models of a published table are hidden, one or three of each curve. The intervals of forecasts of the largest one
// hold its score about as often as they say.
func TestForecastCoverageOfRealModels(t *testing.T) {
	const gadre, mapping = "../../shared/data/gadre_104_models.csv", "../docs/mappings/gadre.yaml"
	if _, err := os.Stat(gadre); err != nil {
		t.Skip("no " + gadre)
	}
	m, err := evaluations.ReadMapping(mapping)
	if err != nil {
		t.Fatal(err)
	}
	table, err := evaluations.Read(gadre, m)
	if err != nil {
		t.Fatal(err)
	}
	table = sorted(table)
	lines, _, _ := linesAlong(table, byFLOPs)
	b := newBoard(table, byFLOPs, lines, scoresOf(table))
	held, made := make([]int, len(forecasts.Levels)), 0
	for _, hidden := range []int{1, 3} {
		for i := range lines {
			for _, metric := range b.shares {
				if !table.Metrics[metric].Share {
					continue
				}
				c := b.curve(&lines[i], metric)
				n := len(c.Points)
				largest := c.Points[n-1]
				c.Points = c.Points[:n-hidden]
				c.Scores = slices.DeleteFunc(c.Scores, func(o stat.Observation) bool { return o.X > c.Points[n-hidden-1].X })
				f := forecasts.Of(c, []float64{largest.X})
				if f.Reason != "" {
					continue
				}
				made++
				for k, w := range f.At[0].Within {
					if w.Low <= largest.Y && largest.Y <= w.High {
						held[k]++
					}
				}
			}
		}
	}
	for k, level := range forecasts.Levels {
		share := float64(held[k]) / float64(made)
		t.Logf("%d forecasts, %g intervals hold %.3f", made, level, share)
		if share < level-0.1 || share > min(level+0.15, 0.99) {
			t.Errorf("%d forecasts, %g intervals hold %.3f", made, level, share)
		}
	}
}

// The order of a table's lines does not change a byte of its forecasts.
func TestForecastsDoNotDependOnTheOrderOfLines(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(`model,params,task,metric,value
a,1e6,sums,acc,0.26
b,1e7,sums,acc,0.29
c,1e8,sums,acc,0.42
d,1e9,sums,acc,0.63
e,1e10,sums,acc,0.81
a,1e6,words,acc,0.31
b,1e7,words,acc,0.36
c,1e8,words,acc,0.44
d,1e9,words,acc,0.51
e,1e10,words,acc,0.58`), "\n")
	forward := forecastOf(t, lines)
	slices.Reverse(lines[1:])
	backward := forecastOf(t, lines)
	if forward != backward {
		t.Errorf("%s\nand\n%s", forward, backward)
	}
	for _, want := range []string{"sums", "words", "1e11", "logistic"} {
		if !strings.Contains(forward, want) {
			t.Errorf("no %s in\n%s", want, forward)
		}
	}
}

func forecastOf(t *testing.T, lines []string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Forecast(context.Background(), path, evaluations.Mapping{}, ForecastOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return f.Text(text.Screen{})
}
