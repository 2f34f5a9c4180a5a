package summary

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/internal/text"
)

func (t *Thresholds) write(p *text.Page) {
	p.Gap()
	p.Line("%s, where %s passes %s along %s", t.Task, t.Of, number(t.Level), t.Along)
	var crossed []ThresholdLine
	below, above, mixed := 0, 0, 0
	for _, l := range t.Lines {
		switch {
		case len(l.Passes) > 0:
			crossed = append(crossed, l)
		case l.Below == l.Seeds:
			below++
		case l.Above == l.Seeds:
			above++
		default:
			mixed++
		}
	}
	shown := crossed
	if len(t.Lines) <= maxLines {
		shown, below, above, mixed = t.Lines, 0, 0, 0
	}
	if len(shown) > 0 {
		out := text.NewTable(append(Labels(t.Others), "passes", "median", "lowest", "highest", "seeds", "bracket", "runs")...)
		for _, i := range chosen(len(shown)) {
			t.rows(out, shown[i])
		}
		p.Table(out)
		chose(p, len(shown))
	}
	level := number(t.Level)
	stays(p, "stays below "+level, below, len(t.Lines))
	stays(p, "stays above "+level, above, len(t.Lines))
	stays(p, "is not seen to pass "+level, mixed, len(t.Lines))
}

// rows adds those of one line: each passage, then the seeds that have none. Only the first row has the
// line's values and its number of runs.
func (t *Thresholds) rows(out *text.Table, l ThresholdLine) {
	at, runs := valuesOf(l.At), strconv.FormatInt(l.Runs, 10)
	row := func(seeds int64, how, median, lowest, highest, bracket string) {
		of := fmt.Sprintf("%d of %d", seeds, l.Seeds)
		out.Row(slices.Concat(at, []string{how, median, lowest, highest, of, bracket, runs})...)
		at, runs = make([]string, len(at)), ""
	}
	for _, p := range l.Passes {
		how := "falls"
		if p.Up {
			how = "rises"
		}
		if p.Before > 0 {
			how = fmt.Sprintf("%d before: %s", p.Before, how)
		}
		row(p.Seeds, how, t.place(p.Median), t.place(p.Lowest), t.place(p.Highest), percent(p.Width))
	}
	for _, stays := range []struct {
		how   string
		seeds int64
	}{{"stays below", l.Below}, {"stays above", l.Above}, {"not known", l.Unknown}} {
		if stays.seeds > 0 {
			row(stays.seeds, stays.how, "", "", "", "")
		}
	}
}

// place writes a threshold with one digit more than the resolution justifies.
func (t *Thresholds) place(x float64) string {
	digits := max(4, 2-int(math.Floor(math.Log10(t.Resolution))))
	return text.Number(x, digits)
}

func percent(share float64) string {
	return strconv.FormatFloat(100*share, 'g', 2, 64) + "%"
}
