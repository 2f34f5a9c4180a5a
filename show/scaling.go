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

// fittedLaw is a law of loss along one axis, or along parameters for several numbers of tokens.
type fittedLaw struct {
	scalinglaws.Fit
	formula string
	along   scalinglaws.Axis
	label   string
	groups  [][]scalinglaws.Run // by what the law has beside the axis
	names   []string            // of the groups
}

// scaling is the loss of all tasks together against scale, with the law that is fitted to it, above the residuals.
func (s *study) scaling() (*Figure, error) {
	if s.options.Of != "" || s.options.Measured != "" || s.options.Task != "" || s.options.Along != "" {
		return nil, text.Refuse("--kind %s: draws the loss of all tasks along what was scaled, expected no --of, --task, --along or --measured", scalingKind)
	}
	one := s.all.Where("task", s.tasks[0]) // the loss of a network is the same in the rows of all tasks
	params, tokens, flops, loss := one.Floats("model_params"), one.Floats("tokens"), one.Floats("flops"), one.Floats("loss")
	var runs []scalinglaws.Run
	for i := range loss {
		if loss[i] > 0 && params[i] > 0 && tokens[i] > 0 {
			runs = append(runs, scalinglaws.Run{Params: params[i], Tokens: tokens[i], FLOPs: flops[i], Loss: loss[i]})
		}
	}
	if err := s.all.Err(); err != nil {
		return nil, err
	}
	law, err := s.fitLaw(runs)
	if err != nil {
		return nil, err
	}
	x := Axis{Label: law.label, Log: true}
	losses, residuals := Panel{X: x, Y: Axis{Label: "loss" + s.unit("loss"), Log: true}}, Panel{X: x, Y: Axis{Label: "residual (%)", Holds: []float64{0}}}
	for i, group := range law.groups {
		losses.Lines = append(losses.Lines, law.curve(group, i))
	}
	if n := len(losses.Lines); n > 0 {
		x := []float64{math.Inf(1), math.Inf(-1)}
		for _, l := range losses.Lines {
			x[0], x[1] = min(x[0], l.X[0]), max(x[1], l.X[len(l.X)-1])
		}
		residuals.Lines = append(residuals.Lines, Line{X: x, Y: []float64{0, 0}, Ink: zeroInk, Smooth: true})
	}
	for i, group := range law.groups {
		points, left := law.points(group, i)
		losses.Lines, residuals.Lines = append(losses.Lines, points), append(residuals.Lines, left)
	}
	note := fmt.Sprintf("%s. Lines: the law, with its 95%% band from %s; residuals: loss above the law.", law.formula, text.Count(law.Resamples, "resample"))
	if w := law.Warnings; len(w) > 0 {
		note += " " + strings.Join(w, "; ") + "."
	}
	return &Figure{Title: s.title(), Panels: []Panel{losses, residuals}, Note: note}, nil
}

// fitLaw fits the form that the runs can tell: in parameters and tokens where both vary, or in the one that does.
func (s *study) fitLaw(runs []scalinglaws.Run) (*fittedLaw, error) {
	count := func(of func(scalinglaws.Run) float64) int {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = of(r)
		}
		return len(valuesOf(values))
	}
	ofParams, ofTokens := func(r scalinglaws.Run) float64 { return r.Params }, func(r scalinglaws.Run) float64 { return r.Tokens }
	b := stat.Bootstrap{Resamples: lawResamples, Stream: random.NewStream(1, "plot", "law")}
	law := &fittedLaw{along: scalinglaws.Params, label: "parameters", groups: [][]scalinglaws.Run{runs}, names: []string{""}}
	var err error
	switch sizes, lengths := count(ofParams), count(ofTokens); {
	case sizes >= leastSizes && lengths >= leastSizes:
		law.Fit, err = scalinglaws.Hoffmann(runs, b)
		law.formula = "L = E + A/N^alpha + B/D^beta"
		law.divide(runs, ofTokens)
	case sizes >= leastSizes:
		law.Fit, err = scalinglaws.Kaplan(runs, scalinglaws.Params, b)
		law.formula = "L = (Nc/N)^aN"
	case lengths >= leastSizes:
		law.along, law.label = scalinglaws.Tokens, "items seen"
		law.Fit, err = scalinglaws.Kaplan(runs, scalinglaws.Tokens, b)
		law.formula = "L = (Dc/D)^aD"
	default:
		return nil, text.Refuse("%s: %s and %s of items seen, expected %d or more of either for a law", s.dir, text.Count(sizes, "size"), text.Count(lengths, "number"), leastSizes)
	}
	if err != nil {
		return nil, text.Refuse("%s: no law: %w", s.dir, err)
	}
	for _, c := range law.Constants {
		if strings.Contains(strings.ToLower(c.Name), "alpha") || strings.Contains(strings.ToLower(c.Name), "beta") || strings.HasPrefix(c.Name, "a") && len(c.Name) == 2 {
			law.formula += fmt.Sprintf(", %s %s [%s, %s]", c.Name, text.Number(c.Value, 4), text.Number(c.Low, 4), text.Number(c.High, 4))
		}
	}
	return law, nil
}

// divide makes a group of each number of tokens, of at most maxLines that are evenly chosen.
func (l *fittedLaw) divide(runs []scalinglaws.Run, by func(scalinglaws.Run) float64) {
	var values []float64
	for _, r := range runs {
		values = append(values, by(r))
	}
	values = valuesOf(values)
	l.groups, l.names = nil, nil
	n := min(len(values), maxLines)
	for i := range n {
		v := values[i*(len(values)-1)/max(n-1, 1)]
		group := slices.DeleteFunc(slices.Clone(runs), func(r scalinglaws.Run) bool { return by(r) != v })
		l.groups, l.names = append(l.groups, group), append(l.names, text.Number(v, 3)+" items seen")
	}
}

func (l *fittedLaw) at(r scalinglaws.Run) float64 {
	if l.along == scalinglaws.Tokens {
		return r.Tokens
	}
	return r.Params
}

// curve is the law over the range of a group.
func (l *fittedLaw) curve(group []scalinglaws.Run, ink int) Line {
	by := func(a, b scalinglaws.Run) int { return cmp.Compare(l.at(a), l.at(b)) }
	low, high := math.Log(l.at(slices.MinFunc(group, by))), math.Log(l.at(slices.MaxFunc(group, by)))
	line := Line{Name: "law", Ink: ink, Smooth: true}
	if l.names[ink] != "" {
		line.Name = l.names[ink]
	}
	for i := range lawPoints {
		x := math.Exp(low + (high-low)*float64(i)/(lawPoints-1))
		r := group[0]
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

// points are the runs of a group, and how far their loss lies above the law, in percent.
func (l *fittedLaw) points(group []scalinglaws.Run, ink int) (points, residuals Line) {
	points = Line{Name: "runs", Ink: ink, Points: true}
	if l.names[ink] != "" {
		points.Name = ""
	}
	residuals = Line{Ink: ink, Points: true}
	for _, r := range group {
		points.X, points.Y = append(points.X, l.at(r)), append(points.Y, r.Loss)
		residuals.X, residuals.Y = append(residuals.X, l.at(r)), append(residuals.Y, 100*(r.Loss/l.Predict(r).Value-1))
	}
	return points, residuals
}
