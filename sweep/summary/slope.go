package summary

import "math"

// Sloped is a line of the grid and how training loss scales along it, loss ~ axis^Slope.
type Sloped struct {
	At        []any   // values of the other axes
	Low, High float64 // values of the axis between which loss was compared
	Slope     float64 // between both ends
	First     float64 // local slope between the two least values
	Last      float64 // local slope between the two greatest values
}

// minScaled is the number of values from which a slope says more than a pair does.
const minScaled = 3

// slopes are those of ln loss against ln x, where both are positive.
func slopes(l line) (s Sloped, ok bool) {
	var at, x, y []float64
	for i := range l.x {
		if l.x[i] > 0 && l.y[i] > 0 {
			at, x, y = append(at, l.x[i]), append(x, math.Log(l.x[i])), append(y, math.Log(l.y[i]))
		}
	}
	end := len(x) - 1
	if len(x) < minScaled {
		return Sloped{}, false
	}
	between := func(i, j int) float64 { return (y[j] - y[i]) / (x[j] - x[i]) }
	s = Sloped{
		At: l.at, Low: at[0], High: at[end],
		Slope: between(0, end), First: between(0, 1), Last: between(end-1, end),
	}
	return s, s.First/s.Slope > bent && s.Last/s.Slope > bent
}

// bent is the share of the whole slope below which a slope at an end tells that
// the line is no power law.
const bent = 0.5

func (task *Task) addScaling(t *tally, axis int) {
	scaling := Scaling{Axis: t.axes[axis].Path, Others: others(t.paths(), axis)}
	for l := range t.lines(axis, t.loss) {
		if s, ok := slopes(l); ok {
			scaling.Lines = append(scaling.Lines, s)
		}
	}
	if len(scaling.Lines) > 0 {
		task.Scalings = append(task.Scalings, scaling)
	}
}
