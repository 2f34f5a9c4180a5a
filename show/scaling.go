package show

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/internal/text"
)

const (
	lawResamples = 200 // of the bootstrap of a law
	lawPoints    = 60  // of the curve of a law
	zeroInk      = 4
	leastSizes   = 4 // different values along an axis to which a law is fitted
)

// fittedLaw is a law of loss along one axis, with the runs that it is fitted to. One in parameters and in items seen is drawn along the
// parameters, for several numbers of items.
type fittedLaw struct {
	scalinglaws.Fit
	along scalinglaws.Axis
	runs  []scalinglaws.Run
	drawn []scalinglaws.Run // those of the line
	name  string            // of the line, empty: the only one
}

// scaling is the loss of all tasks together against scale, with the law that is fitted to it, above the residuals.
func (s *study) scaling() (*Figure, error) {
	if s.options.Of != "" || s.options.Measured != "" || s.options.Task != "" || s.options.Along != "" {
		return nil, text.Refuse("--kind %s: draws the loss of all tasks along what was scaled, expected no --of, --task, --along or --measured", scalingKind)
	}
	laws, err := s.laws()
	if err != nil {
		return nil, err
	}
	x := Axis{Label: "parameters", Log: true}
	if laws[0].along == scalinglaws.Tokens {
		x.Label = "items seen"
	}
	losses, residuals := Panel{X: x, Y: Axis{Label: "loss" + s.unit("loss"), Log: true}}, Panel{X: x, Y: Axis{Label: "residual (%)"}}
	zero := Line{X: []float64{math.Inf(1), math.Inf(-1)}, Y: []float64{0, 0}, Ink: zeroInk, Smooth: true}
	for i := range laws {
		curve := laws[i].curve(i)
		losses.Lines = append(losses.Lines, curve)
		zero.X[0], zero.X[1] = min(zero.X[0], curve.X[0]), max(zero.X[1], curve.X[len(curve.X)-1])
	}
	residuals.Lines = append(residuals.Lines, zero)
	var exponents, warnings []string
	for i := range laws {
		points, left := laws[i].points(i)
		losses.Lines, residuals.Lines = append(losses.Lines, points), append(residuals.Lines, left)
		if i == 0 || laws[0].Form != hoffmannForm {
			exponents = append(exponents, laws[i].exponents())
			warnings = append(warnings, laws[i].warned()...)
		}
	}
	note := fmt.Sprintf("%s: %s. Lines: the law, with its 95%% band from %s; residuals: loss above the law.",
		formulas[laws[0].Form], strings.Join(exponents, "; "), text.Count(lawResamples, "resample"))
	if len(warnings) > 0 {
		note += " " + strings.Join(warnings, "; ") + "."
	}
	return &Figure{Title: s.title(), Panels: []Panel{losses, residuals}, Note: note}, nil
}

// hoffmannForm is the form in parameters and items seen.
const hoffmannForm = "hoffmann"

// formulas are those of the forms.
var formulas = map[string]string{hoffmannForm: "L = E + A/N^alpha + B/D^beta", "kaplan-n": "L = (Nc/N)^aN", "kaplan-d": "L = (Dc/D)^aD"}

// exponents says the exponents of a law.
func (l *fittedLaw) exponents() string {
	var words []string
	for _, c := range l.Constants {
		if slices.Contains([]string{"alpha", "beta", "aN", "aD"}, c.Name) {
			words = append(words, fmt.Sprintf("%s %s [%s, %s]", c.Name, text.Number(c.Value, 4), text.Number(c.Low, 4), text.Number(c.High, 4)))
		}
	}
	return l.named() + strings.Join(words, ", ")
}

// warned is what to know of a law.
func (l *fittedLaw) warned() (warnings []string) {
	for _, w := range l.Warnings {
		warnings = append(warnings, l.named()+w)
	}
	return warnings
}

// named begins what is said of one law of several.
func (l *fittedLaw) named() string {
	if l.name == "" || l.Form == hoffmannForm {
		return ""
	}
	return l.name + ": "
}

// sizePaths are the keys that only scale a run.
var sizePaths = []string{"model.params", "training.steps", "training.batch"}

// laws fits a law for each combination of values of the axes that are no sizes.
func (s *study) laws() ([]fittedLaw, error) {
	one := s.all.Where("task", s.tasks[0]) // the loss of a network is the same in the rows of all tasks
	params, tokens, flops, loss := one.Floats("model_params"), one.Floats("tokens"), one.Floats("flops"), one.Floats("loss")
	if err := s.all.Err(); err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(slices.Clone(s.axes), func(a swept) bool { return slices.Contains(sizePaths, a.path) })
	positions := make([][]float64, len(others))
	for k, a := range others {
		positions[k] = a.at
	}
	groups := pointsOf(positions, len(loss))
	if len(groups) > maxLines {
		return nil, text.Refuse("%s: %d combinations of keys other than sizes, expected at most %d for a law of each", s.dir, len(groups), maxLines)
	}
	var laws []fittedLaw
	for _, g := range groups {
		var runs []scalinglaws.Run
		for _, i := range g.rows {
			if loss[i] > 0 && params[i] > 0 && tokens[i] > 0 {
				runs = append(runs, scalinglaws.Run{Params: params[i], Tokens: tokens[i], FLOPs: flops[i], Loss: loss[i]})
			}
		}
		name := ""
		if len(others) > 0 {
			name = nameOf(others, g.at, "loss", 1)
		}
		law, err := s.fitLaw(runs, name)
		if err != nil {
			return nil, err
		}
		laws = append(laws, law)
	}
	if laws[0].Form != hoffmannForm {
		return laws, nil
	}
	if len(laws) > 1 {
		return nil, text.Refuse("%s: parameters and items seen vary, and %s: expected one or the other for a law", s.dir, others[0].path)
	}
	return laws[0].divided(), nil
}

// fitLaw fits the form that the runs can tell: in parameters and items seen where both vary, or in the one that does.
func (s *study) fitLaw(runs []scalinglaws.Run, name string) (fittedLaw, error) {
	count := func(of func(scalinglaws.Run) float64) int {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = of(r)
		}
		return len(valuesOf(values))
	}
	b := stat.Bootstrap{Resamples: lawResamples, Stream: random.NewStream(1, "plot", "law "+name)}
	law := fittedLaw{along: scalinglaws.Params, runs: runs, drawn: runs, name: name}
	var err error
	sizes, lengths := count(func(r scalinglaws.Run) float64 { return r.Params }), count(seen)
	switch {
	case sizes >= leastSizes && lengths >= leastSizes:
		law.Fit, err = scalinglaws.Hoffmann(runs, b)
	case sizes >= leastSizes:
		law.Fit, err = scalinglaws.Kaplan(runs, scalinglaws.Params, b)
	case lengths >= leastSizes:
		law.along = scalinglaws.Tokens
		law.Fit, err = scalinglaws.Kaplan(runs, scalinglaws.Tokens, b)
	default:
		return law, text.Refuse("%s: %s and %s of items seen, expected %d or more of either for a law", s.dir, text.Count(sizes, "size"), text.Count(lengths, "number"), leastSizes)
	}
	if err != nil {
		return law, text.Refuse("%s: no law: %w", s.dir, err)
	}
	return law, nil
}

func seen(r scalinglaws.Run) float64 { return r.Tokens }

// divided has a line of the law for each number of items seen, of at most maxLines that are evenly chosen.
func (l *fittedLaw) divided() (lines []fittedLaw) {
	var values []float64
	for _, r := range l.runs {
		values = append(values, seen(r))
	}
	values = valuesOf(values)
	n := min(len(values), maxLines)
	for i := range n {
		v := values[i*(len(values)-1)/max(n-1, 1)]
		line := *l
		line.drawn = slices.DeleteFunc(slices.Clone(l.runs), func(r scalinglaws.Run) bool { return seen(r) != v })
		line.name = text.Number(v, 3) + " items seen"
		lines = append(lines, line)
	}
	return lines
}

func (l *fittedLaw) at(r scalinglaws.Run) float64 {
	if l.along == scalinglaws.Tokens {
		return r.Tokens
	}
	return r.Params
}

// curve is the law over the range of its line.
func (l *fittedLaw) curve(ink int) Line {
	by := func(a, b scalinglaws.Run) int { return cmp.Compare(l.at(a), l.at(b)) }
	low, high := math.Log(l.at(slices.MinFunc(l.drawn, by))), math.Log(l.at(slices.MaxFunc(l.drawn, by)))
	line := Line{Name: cmp.Or(l.name, "law"), Ink: ink, Smooth: true}
	for i := range lawPoints {
		x := math.Exp(low + (high-low)*float64(i)/(lawPoints-1))
		r := l.drawn[0]
		r.FLOPs = 0
		if l.along == scalinglaws.Tokens {
			r.Tokens = x
		} else {
			r.Params = x
		}
		y := l.Predict(r)
		line.X, line.Y = append(line.X, x), append(line.Y, y.Value)
		line.Low, line.High = append(line.Low, y.Low), append(line.High, y.High)
	}
	return line
}

// points are the runs of a line, and how far their loss lies above the law, in percent.
func (l *fittedLaw) points(ink int) (points, residuals Line) {
	points, residuals = Line{Ink: ink, Points: true}, Line{Ink: ink, Points: true}
	if l.name == "" {
		points.Name = "runs"
	}
	for _, r := range l.drawn {
		points.X, points.Y = append(points.X, l.at(r)), append(points.Y, r.Loss)
		residuals.X, residuals.Y = append(residuals.X, l.at(r)), append(residuals.Y, 100*(r.Loss/l.Predict(r).Value-1))
	}
	return points, residuals
}
