package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

const maxAxes = 64

// axis is an [Axis] while the file is read.
type axis struct {
	path, full string
	shape      *shape
	node       *node      // the mapping {path, values | log | linear}
	how        string     // values, log or linear
	source     *node      // the value of that key
	length     int64      // number of values
	values     []any      // the two ends of a sampled range
	at         []position // the places of listed values
	sampled    bool       // the design takes any value of the range
	searched   bool       // the design searches a threshold along it
}

// decodeSweep reads the design, once all keys that its paths may name are known.
func (d *decoder) decodeSweep(n *node) {
	faults := len(d.errs)
	d.checkDesign(n)
	if len(d.errs) > faults {
		return
	}
	axes := n.get("axes")
	if axes == nil {
		axes = &node{kind: sequence, at: n.at, keyAt: n.keyAt}
	}
	if axes.kind != sequence || len(axes.items) > maxAxes {
		d.fault(axes.at, "sweep.axes", "sweep.axes is %s, expected a list of at most %d axes", axes, maxAxes)
		return
	}
	for i, item := range axes.items {
		if a := d.readAxis(fmt.Sprintf("sweep.axes.%d", i), item); a != nil {
			d.axes = append(d.axes, a)
		}
	}
	if len(d.errs) == faults {
		d.checkAxesOf(axes)
	}
	if len(d.errs) == faults {
		d.checkRuns(n)
	}
	if len(d.errs) > faults {
		d.axes = nil
		return
	}
	for _, a := range d.axes {
		d.expand(a)
		d.scenario.Sweep.Axes = append(d.scenario.Sweep.Axes, a.result())
	}
}

// result is the Axis that the scenario keeps.
func (a *axis) result() Axis {
	out, listed := Axis{Path: a.path}, a.how == "values"
	if !a.sampled || listed {
		out.Values = a.values
	}
	if (a.sampled || a.searched) && !listed && len(a.values) > 1 {
		out.Range = a.over(a.values[0], a.values[len(a.values)-1])
	}
	return out
}

// readAxis reads an axis and leaves its range as it is.
func (d *decoder) readAxis(path string, n *node) *axis {
	d.scenario.places[path] = n.at
	if n.kind != mapping {
		d.fault(n.at, path, "%s is %s, expected {path: ..., values: [...]}", path, n)
		return nil
	}
	a := &axis{node: n, sampled: d.scenario.Sweep.samples()}
	known := axisShape.keys()
	for i, key := range n.keys {
		switch {
		case !slices.Contains(known, key):
			d.fault(n.items[i].keyAt, path, "unknown key %s in %s%s", text.Quote(key), path, text.Hint(key, known))
		case key == "path":
		case a.how != "":
			d.fault(n.items[i].keyAt, path, "%s has both %s and %s, expected one of values, log, linear", path, a.how, key)
		default:
			a.how, a.source = key, n.items[i]
		}
	}
	if a.how == "" {
		d.fault(n.owner(), path, "%s has no values, expected one of values, log, linear", path)
	}
	target := n.get("path")
	switch {
	case target == nil:
		d.fault(n.owner(), path, "%s.path is missing, expected the path of a key", path)
	case target.kind != scalar:
		d.fault(target.at, path, "%s.path is %s, expected the path of a key", path, target)
	default:
		a.path = target.text
		d.aim(path, a, target.at)
	}
	if a.shape == nil || a.how == "" || !d.measure(path, a) {
		return nil
	}
	return a
}

// aim finds the key that an axis varies.
func (d *decoder) aim(path string, a *axis, at position) {
	top, _, _ := strings.Cut(a.path, ".")
	if f := root.field(top); f != nil && !f.swept {
		d.fault(at, path, "%s.path is %s, which cannot be swept, expected a key of model, training or a task", path, text.Line(a.path))
		return
	}
	if top == "tasks" && d.bad["tasks"] {
		return
	}
	target, err := d.scenario.find(a.path)
	switch {
	case err != nil:
		d.fault(at, path, "%s.path: %s", path, err)
		return
	case isSection(target.shape):
		d.fault(at, path, "%s.path is %s, a whole section, expected one of its keys", path, text.Line(a.path))
		return
	}
	a.full = target.full
	for _, other := range d.axes {
		if other.full == a.full {
			d.fault(at, path, "%s.path is %s, which is another axis already", path, a.path)
			return
		}
		if overlap(a.full, other.full) {
			d.fault(at, path, "%s.path is %s, which overlaps the axis %s", path, a.path, other.path)
			return
		}
	}
	if t := d.scenario.memorizer(a.full); t != nil && t.Memorization.Gain == 0 && d.scenario.places[t.path("memorization")] == (position{}) {
		d.fault(at, path, "%s.path is %s, but the task has no memorization", path, a.path)
		return
	}
	a.shape = target.shape
}

// overlap says whether one path leads to or through the other.
func overlap(a, b string) bool {
	return strings.HasPrefix(a+".", b+".") || strings.HasPrefix(b+".", a+".")
}

// memorizer is the task whose memorization a path leads into, nil if there is none.
func (s *Scenario) memorizer(path string) *Task {
	for i := range s.Tasks {
		if strings.HasPrefix(path, s.Tasks[i].path("memorization.")) {
			return &s.Tasks[i]
		}
	}
	return nil
}

// isSection says whether a shape is that of a section of the file or of a task.
func isSection(s *shape) bool {
	return s == taskShape || slices.ContainsFunc(root.fields, func(f field) bool { return f.shape == s })
}

// expand gives an axis its values.
func (d *decoder) expand(a *axis) {
	if a.how != "values" {
		d.expandRange(a)
		return
	}
	seen := make(map[any]bool, len(a.source.items))
	for _, item := range a.source.items {
		value, ok := d.axisValue(a, item)
		if !ok {
			continue
		}
		if seen[value] && d.scenario.Sweep.Design != PointList {
			d.fault(item.at, a.path, "%s takes the value %v twice, expected different values", a.path, item.flow())
			continue
		}
		seen[value] = true
		a.values = append(a.values, value)
		a.at = append(a.at, item.at)
	}
}

// axisValue reads one value as if it stood at the key that the axis varies.
func (d *decoder) axisValue(a *axis, item *node) (any, bool) {
	faults, places := len(d.errs), d.scenario.places
	d.scenario.places = map[string]position{}
	v := a.shape.fresh()
	pending := d.later
	d.later = nil
	d.decode(a.path, a.shape, item, v)
	d.finish()
	d.later, d.scenario.places = pending, places
	if len(d.errs) > faults {
		return nil, false
	}
	switch a.shape.kind {
	case integer:
		return v.Int(), true
	case number:
		return v.Float(), true
	case textual:
		return v.String(), true
	}
	return item.flow(), true
}

// position is the place of one of an axis's values in the file.
func (a *axis) position(i int) position {
	if a.how == "values" {
		return a.at[i]
	}
	return a.source.owner()
}
