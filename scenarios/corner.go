package scenarios

import "fmt"

const (
	maxCorners = 4096 // combinations that are tried; beyond that each axis alone
	maxReports = 20   // faults of a sweep that are reported
)

// checkCorners holds swept values against each other: the ends of each numeric axis and
// all values of the others, in every combination. The constraints between keys are monotone in
// every number, so that what holds in the corners holds in between.
func (d *decoder) checkCorners() {
	indices := make([][]int, len(d.axes))
	total := 1
	for i, a := range d.axes {
		indices[i] = a.ends()
		if total <= maxCorners {
			total *= len(indices[i])
		}
	}
	if total > maxCorners {
		for i, a := range d.axes {
			for _, k := range indices[i] {
				d.checkCorner([]*axis{a}, []int{k})
			}
		}
		return
	}
	pick := make([]int, len(d.axes))
	at := make([]int, len(d.axes))
	for range total {
		for i, p := range pick {
			at[i] = indices[i][p]
		}
		if d.checkCorner(d.axes, at); len(d.errs) >= maxReports {
			return
		}
		for i := range pick {
			if pick[i]++; pick[i] < len(indices[i]) {
				break
			}
			pick[i] = 0
		}
	}
}

// ends are the indices of an axis's least and greatest value, or of all values that are no numbers.
func (a *axis) ends() []int {
	if a.shape.column().String() == "string" || a.shape.word != "" {
		all := make([]int, len(a.values))
		for i := range all {
			all[i] = i
		}
		return all
	}
	low, high := 0, 0
	for i, v := range a.values {
		if float(v) < float(a.values[low]) {
			low = i
		}
		if float(v) > float(a.values[high]) {
			high = i
		}
	}
	if low == high {
		return []int{low}
	}
	return []int{low, high}
}

// checkCorner reports what does not fit together when the axes take the values at the given indices.
func (d *decoder) checkCorner(axes []*axis, at []int) {
	values := make([]Assignment, len(axes))
	for i, a := range axes {
		values[i] = Assignment{a.path, a.values[at[i]]}
	}
	_, problems, err := d.scenario.with(values)
	if err != nil {
		d.fault(axes[0].position(at[0]), axes[0].path, "%s", err.(*Error).Msg)
		return
	}
	for _, p := range problems {
		i := blame(axes, p)
		position := axes[i].position(at[i])
		if d.reported[position] {
			continue
		}
		d.reported[position] = true
		d.fault(position, axes[i].path, "%s%s", p.msg, d.beside(axes, at, i))
	}
}

// blame is the axis that a problem is about.
func blame(axes []*axis, p problem) int {
	for _, path := range p.paths {
		for i, a := range axes {
			if a.path == path || overlap(a.full, path) {
				return i
			}
		}
	}
	return len(axes) - 1
}

// beside names the values of the other axes.
func (d *decoder) beside(axes []*axis, at []int, except int) string {
	text := ""
	for i, a := range axes {
		if i != except {
			text += fmt.Sprintf(", %s %v", a.path, a.values[at[i]])
		}
	}
	if text == "" {
		return ""
	}
	return " (at" + text[1:] + ")"
}
