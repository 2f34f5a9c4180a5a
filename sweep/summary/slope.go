package summary

import "math"

// Sloped is a line of the grid along which training loss is a power law, loss ~ axis^Slope.
type Sloped struct {
	At        []any   // values of the other axes
	Low, High float64 // ends of the line
	Slope     float64 // from end to end
	First     float64 // local slope between the two lowest values
	Last      float64 // local slope between the two highest values
}

// minScaled is the smallest number of values with more than one local slope.
const minScaled = 3

// slopes are the slopes of ln loss against ln x, where both are positive; not ok where the line is no
// power law.
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

// bent is the ratio of the slope at an end to the whole slope up to which the line is no power law.
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
