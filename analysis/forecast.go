package analysis

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/forecasts"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// ForecastOptions says what is forecast.
type ForecastOptions struct {
	Along string    // the scale; empty: the column of size with most values, else training steps
	At    []float64 // scales, above 0; empty: ten times the largest one of each curve
}

// Forecasts is what the scores of a table foretell about larger scales.
type Forecasts struct {
	Curves   []CurveForecast
	Warnings []evaluations.Warning
}

// CurveForecast is the forecast of one curve.
type CurveForecast struct {
	Place
	Unit   string  // of the scale
	Chance float64 // NaN: unknown
	forecasts.Forecast
}

// Known says whether any curve has a forecast.
func (f *Forecasts) Known() bool {
	return slices.ContainsFunc(f.Curves, func(c CurveForecast) bool { return c.Reason == "" })
}

// Forecast says what the scores in a table of evaluations foretell about larger scales. Errors are those of Analyze.
func Forecast(ctx context.Context, path string, mapping evaluations.Mapping, o ForecastOptions) (*Forecasts, error) {
	t, err := evaluations.Read(path, mapping)
	if err != nil {
		return nil, err
	}
	t = sorted(t)
	scales, err := scalesOf(t, o.Along)
	switch {
	case err != nil:
		return nil, err
	case len(scales) == 0:
		return nil, text.Refuse("%s: %s", path, noScale(t))
	case t.Simulated && len(scales) > 1:
		return nil, text.Refuse("%s: several axes are swept, expected --along with one of %s", path, names(scales))
	}
	scale := scales[len(scales)-1] // the column of size comes last
	all, short, zero := linesAlong(t, scale)
	f := &Forecasts{Warnings: slices.Clone(t.Warnings)}
	if short > 0 {
		f.Warnings = append(f.Warnings, evaluations.Warning{Path: t.Path, Text: tooShort(scale, short)})
	}
	if zero > 0 && len(all) > 0 {
		f.Warnings = append(f.Warnings, evaluations.Warning{Path: t.Path, Text: atZero(scale, zero)})
	}
	var shares []int
	for _, m := range scoresOf(t) {
		if t.Metrics[m].Share {
			shares = append(shares, m)
		}
	}
	if len(shares) == 0 || len(all) == 0 {
		return nil, text.Refuse("%s: no score that is a share of right answers at %d scales or more", path, fewest)
	}
	b := newBoard(t, scale, all, shares)
	done, err := stat.Parallel(ctx, len(all)*len(shares), func(i int) *CurveForecast {
		return b.forecast(&all[i/len(shares)], shares[i%len(shares)], o.At)
	})
	for _, c := range done {
		if c != nil {
			f.Curves = append(f.Curves, *c)
		}
	}
	return f, err
}

// board is all scores of a table that are shares, along one scale.
type board struct {
	table  *evaluations.Table
	scale  scale
	lines  []line
	shares []int
	tasks  []string // that rows name, in order
	at     map[condition]*line
}

// condition is what a line holds fixed.
type condition struct{ task, family, model, fixed string }

func newBoard(t *evaluations.Table, s scale, lines []line, shares []int) *board {
	b := &board{table: t, scale: s, lines: lines, shares: shares, at: map[condition]*line{}}
	for i := range lines {
		l := &lines[i]
		b.tasks = append(b.tasks, l.first().Task)
		b.at[b.condition(l)] = l
	}
	slices.Sort(b.tasks)
	b.tasks = slices.Compact(b.tasks)
	return b
}

func (b *board) condition(l *line) condition {
	r := l.first()
	c := condition{task: r.Task, family: r.Family, fixed: fixedBut(b.table, r, b.scale.axis)}
	if b.scale.each {
		c.model = r.Model
	}
	return c
}

// names lists scales.
func names(scales []scale) string {
	list := make([]string, len(scales))
	for i, s := range scales {
		list[i] = s.name
	}
	return strings.Join(list, ", ")
}

// maxPoints is the number of scales that a curve keeps; more are pooled with their neighbours.
const maxPoints = stat.MaxScales

// forecast is nil where the line has no scores under the metric.
func (b *board) forecast(l *line, metric int, at []float64) *CurveForecast {
	c := b.curve(l, metric)
	if len(c.Points) == 0 {
		return nil
	}
	if len(at) == 0 {
		at = []float64{10 * l.at[len(l.at)-1]}
	}
	return &CurveForecast{Place: l.place(metric), Unit: b.scale.unit, Chance: c.Chance, Forecast: forecasts.Of(c, at)}
}

// curve is a line under a metric. Its peers are the lines of other families or models that hold the same fixed.
func (b *board) curve(l *line, metric int) *forecasts.Curve {
	s := l.series(metric)
	c := &forecasts.Curve{Chance: s.Chance, Points: b.points(l, metric), Scores: s.Observations}
	own := b.condition(l)
	for i := range b.lines {
		peer := &b.lines[i]
		if other := b.condition(peer); peer == l || other.task != own.task || other.fixed != own.fixed {
			continue
		}
		for _, p := range b.points(peer, metric) {
			c.Peers = append(c.Peers, forecasts.Peer{Y: p.Y, Others: p.Others})
		}
	}
	return c
}

// points is the mean scores of a line by scale.
func (b *board) points(l *line, metric int) []forecasts.Point {
	others := b.others(l, metric)
	var list []forecasts.Point
	bins := min(len(l.at), maxPoints)
	for bin := range bins {
		low, high := l.at[bin*len(l.at)/bins], l.at[(bin+1)*len(l.at)/bins-1]
		var p forecasts.Point
		var log, loss float64
		for _, i := range l.rows {
			r := &b.table.Rows[i]
			x := b.scale.of(r)
			o, is := observe(b.table, r, metric)
			if x < low || x > high || !is {
				continue
			}
			p.Models++
			log += math.Log(x)
			p.Y += o.Y
			p.Items += o.Items
			loss += r.Loss
		}
		if p.Models == 0 {
			continue
		}
		if p.X = low; low < high {
			p.X = math.Exp(log / p.Models)
		}
		p.Y /= p.Models
		p.Loss = loss / p.Models
		for _, other := range others {
			p.Others = append(p.Others, other(low, high))
		}
		list = append(list, p)
	}
	return list
}

// others are the scores of the models of a line on the other tasks, as means over a range of scales: columns that are a
// task each, or rows of other tasks under the same metric.
func (b *board) others(l *line, metric int) []func(low, high float64) float64 {
	var list []func(low, high float64) float64
	add := func(l *line, metric int) {
		list = append(list, func(low, high float64) float64 { return b.mean(l, metric, low, high) })
	}
	if b.table.Metrics[metric].Task != "" {
		for _, m := range b.shares {
			if m != metric && b.table.Metrics[m].Task != "" {
				add(l, m)
			}
		}
		return list
	}
	c := b.condition(l)
	for _, task := range b.tasks {
		if task == l.first().Task {
			continue
		}
		c.task = task
		add(b.at[c], metric)
	}
	return list
}

// mean is the mean score of a line over a range of scales; NaN if there is none, as of no line.
func (b *board) mean(l *line, metric int, low, high float64) float64 {
	if l == nil {
		return math.NaN()
	}
	sum, n := 0.0, 0.0
	for _, i := range l.rows {
		r := &b.table.Rows[i]
		if x := b.scale.of(r); x >= low && x <= high && r.Scores[metric] == r.Scores[metric] {
			sum, n = sum+r.Scores[metric], n+1
		}
	}
	return sum / n
}
