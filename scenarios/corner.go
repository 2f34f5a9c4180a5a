package scenarios

import (
	"fmt"
	"slices"
)

const (
	maxCorners = 4096 // combinations that are checked; if there are more, each axis is checked alone
	maxReports = 20   // faults of a sweep that are reported
)

// checkCorners checks every point of a list. Of other designs it checks the combinations of the deciding values.
func (d *decoder) checkCorners() {
	at := make([]int, len(d.axes))
	if d.scenario.Sweep.Design == PointList {
		for i := range d.axes[0].values {
			for k := range at {
				at[k] = i
			}
			if d.checkCorner(d.axes, at); len(d.errs) >= maxReports {
				return
			}
		}
		return
	}
	indices := make([][]int, len(d.axes))
	total := 1
	for i, a := range d.axes {
		indices[i] = a.deciding()
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
	for k := range total {
		for i, deciding := range indices {
			at[i] = deciding[k%len(deciding)]
			k /= len(deciding)
		}
		if d.checkCorner(d.axes, at); len(d.errs) >= maxReports {
			return
		}
	}
}

// deciding are the indices of the values that have to be checked. The constraints between keys are monotone in numbers:
// what holds at the minimum and at the maximum holds in between. There are two exceptions. A universe of 0 means no
// bound, and circuits of equal coverage share a segment of items.
func (a *axis) deciding() []int {
	key := last(a.full)
	if a.shape.kind != integer && a.shape.kind != number || a.shape.word != "" || key == "coverage" {
		all := make([]int, len(a.values))
		for i := range all {
			all[i] = i
		}
		return all
	}
	least, positive, greatest := 0, -1, 0
	for i, v := range a.values {
		x := Number(v)
		if x < Number(a.values[least]) {
			least = i
		}
		if x > 0 && (positive < 0 || x < Number(a.values[positive])) {
			positive = i
		}
		if x > Number(a.values[greatest]) {
			greatest = i
		}
	}
	indices := []int{least, greatest}
	if key == "universe" && positive >= 0 {
		indices = append(indices, positive)
	}
	slices.Sort(indices)
	return slices.Compact(indices)
}

// checkCorner checks the scenario with the values of the axes at the given indices.
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

// blame is the index of the axis that a problem is about.
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

// beside lists the values of the other axes.
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
