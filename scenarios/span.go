package scenarios

import (
	"fmt"
	"reflect"

	"github.com/circsim/circsim/internal/text"
)

const maxPoints = 100_000 // values of one axis, which memory holds

var (
	axisShape = shapeOf(reflect.TypeFor[axisText](), "")
	spanShape = axisShape.field("log").shape
)

// measure counts the values of an axis, and says whether it is free of faults.
func (d *decoder) measure(path string, a *axis) bool {
	at := join(path, a.how)
	if a.how == "values" {
		if a.source.kind != sequence || len(a.source.items) == 0 {
			d.fault(a.source.at, at, "%s is %s, expected a list of at least one value", at, a.source.orEmpty())
			return false
		}
		a.length = int64(len(a.source.items))
		if a.length > maxPoints {
			d.fault(a.source.at, at, "%s takes %d values, expected at most %d on one axis", a.path, a.length, maxPoints)
		}
		return a.length <= maxPoints
	}
	if a.shape.kind != integer && a.shape.kind != number {
		d.fault(a.source.owner(), at, "%s is a range, but %s is not a number, expected values", at, a.path)
		return false
	}
	if a.source.kind != mapping {
		d.fault(a.source.at, at, "%s is %s, expected %s", at, a.source, a.span())
		return false
	}
	sound := true
	for i, key := range a.source.keys {
		if spanShape.field(key) == nil {
			d.fault(a.source.items[i].keyAt, at, "unknown key %s in %s%s", text.Quote(key), at, text.Hint(key, spanShape.keys()))
			sound = false
		}
	}
	for _, key := range spanShape.keys() {
		switch item := a.source.get(key); {
		case key == "points" && a.sampled && item != nil:
			d.fault(item.keyAt, at, "%s.points is of no use to design %s, which takes any value of the range, expected %s", at, d.scenario.Sweep.Design, a.span())
			sound = false
		case item == nil && !(key == "points" && a.sampled):
			d.fault(a.source.owner(), at, "%s.%s is missing, expected %s", at, key, a.span())
			sound = false
		}
	}
	if !sound || a.sampled {
		a.length = 2
		return sound
	}
	faults := len(d.errs)
	d.decode(join(at, "points"), spanShape.field("points").shape, a.source.get("points"), reflect.ValueOf(&a.length).Elem())
	return len(d.errs) == faults
}

// expandRange gives an axis the points of its log or linear range. The ends are exact.
func (d *decoder) expandRange(a *axis) {
	from, okFrom := d.axisValue(a, a.source.get("from"))
	to, okTo := d.axisValue(a, a.source.get("to"))
	if !okFrom || !okTo {
		return
	}
	if a.how == "log" {
		for _, key := range []string{"from", "to"} {
			if n := a.source.get(key); Number(from) <= 0 && key == "from" || Number(to) <= 0 && key == "to" {
				d.fault(n.at, a.path, "%s runs %s %s, expected a number above 0 for a log range", a.path, key, n)
				return
			}
		}
	}
	if (a.sampled || a.searched) && Number(from) >= Number(to) {
		d.fault(a.source.get("to").at, a.path, "%s runs from %v to %v, expected a range that rises", a.path, from, to)
		return
	}
	if points := a.source.get("points"); a.length > maxPoints {
		d.fault(points.at, a.path, "%s takes %d values, expected at most %d on one axis", a.path, a.length, maxPoints)
		return
	}
	over := a.over(from, to)
	var before any
	for i := range a.length {
		value := over.at(float64(i) / float64(a.length-1))
		if value == before {
			why := ""
			if a.shape.kind == integer {
				why = " after rounding to integers"
			}
			d.fault(a.source.owner(), a.path, "%s takes the value %v twice%s, expected fewer points or a wider range", a.path, value, why)
			return
		}
		before = value
		a.values = append(a.values, value)
	}
}

// over is the range from one value to another.
func (a *axis) over(from, to any) *Range { return &Range{from, to, Spacing(a.how)} }

// span is the form in which a file writes the range.
func (a *axis) span() string {
	if a.sampled {
		return "{from: ..., to: ...}"
	}
	return "{from: ..., to: ..., points: ...}"
}

// orEmpty writes a node for a message about the length of a list.
func (n *node) orEmpty() string {
	if n.kind == sequence && len(n.items) == 0 {
		return "an empty list"
	}
	return fmt.Sprint(n)
}
