package analysis

// half is the test accuracy whose crossing marks a critical size.
const half = 0.5

// Crossed is a line of the grid and where mean test accuracy passes one half on it.
type Crossed struct {
	At        []any // values of the other axes
	Crossings []Crossing
	// Extremes are the mean test accuracies furthest from one half: before the
	// first crossing, between crossings, and after the last.
	Extremes []float64
}

// Crossing is a pair of neighbouring values of an axis on different sides of one half.
type Crossing struct {
	Low, High    float64 // values of the axis
	Before, Then float64 // mean test accuracy at Low and at High
}

// Up says whether accuracy rises with the axis.
func (c Crossing) Up() bool { return c.Then > c.Before }

// crossings brackets every passage through one half.
func crossings(l line) Crossed {
	c := Crossed{At: l.at, Extremes: []float64{l.y[0]}}
	for i := 1; i < len(l.y); i++ {
		extreme := &c.Extremes[len(c.Extremes)-1]
		switch {
		case (l.y[i-1] < half) != (l.y[i] < half):
			c.Crossings = append(c.Crossings, Crossing{l.x[i-1], l.x[i], l.y[i-1], l.y[i]})
			c.Extremes = append(c.Extremes, l.y[i])
		case l.y[i] < half:
			*extreme = min(*extreme, l.y[i])
		default:
			*extreme = max(*extreme, l.y[i])
		}
	}
	return c
}

func (task *Task) addThreshold(t *tally, axis int) {
	threshold := Threshold{Axis: t.axes[axis].Path, Others: t.others(axis)}
	for l := range t.lines(axis, t.accuracy) {
		if len(l.x) > 1 {
			threshold.Lines = append(threshold.Lines, crossings(l))
		}
	}
	if len(threshold.Lines) > 0 {
		task.Thresholds = append(task.Thresholds, threshold)
	}
}
