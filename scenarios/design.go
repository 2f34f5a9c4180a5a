package scenarios

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Bounds of what a design keeps in memory.
const (
	maxKept     = 100_000   // points of a Latin hypercube or of a boundary
	maxSearches = 1_000_000 // of a threshold, one for each seed and combination of the other axes
)

const maxSampled = 32 // axes of a design that samples them

// samples says whether the design takes any value of an axis's range: its points are drawn, so it takes a seed of its own.
func (s *Sweep) samples() bool {
	return !s.Bisects() && sweepShape.field("design_seed").taken(s.Design)
}

// Bisects says whether the design searches a threshold along one of its axes.
func (s *Sweep) Bisects() bool { return s.Design == Adaptive && s.Threshold.Of != "" }

// Maps says whether the design refines the boundary between regimes.
func (s *Sweep) Maps() bool { return s.Design == Adaptive && s.Threshold.Of == "" }

// Searched is the index of the axis that a threshold is searched along, -1 if there is none.
func (s *Sweep) Searched() int {
	if !s.Bisects() {
		return -1
	}
	return slices.IndexFunc(s.Axes, func(a Axis) bool { return a.Path == s.Threshold.Along })
}

// checkDesign checks the keys of sweep against its design, before the axes are read.
func (d *decoder) checkDesign(n *node) {
	s := &d.scenario.Sweep
	if d.bad["sweep.design"] {
		return
	}
	for _, f := range sweepShape.fields {
		if item := n.get(f.key); item != nil && !f.taken(s.Design) {
			d.fault(item.owner(), join("sweep", f.key), "sweep.%s is of no use to design %s, expected %s", f.key, s.Design, f.takers())
		}
	}
	require := func(key string) {
		if path := join("sweep", key); n.get(key) == nil && !d.bad[path] {
			d.fault(n.owner(), path, "sweep.%s is missing, expected by design %s", key, s.Design)
		}
	}
	for _, f := range sweepShape.fields {
		if slices.Contains(strings.Split(f.tag.Get("required_by"), ","), string(s.Design)) {
			require(f.key)
		}
	}
	if s.Design == Adaptive {
		d.checkAdaptive(n, require)
	}
	if (s.Design == LatinHypercube || s.Maps()) && s.Points > maxKept {
		d.fault(n.get("points").at, "sweep.points", "sweep.points is %d, expected at most %d with design %s, or design sobol", s.Points, maxKept, s.Design)
	}
	if s.Design == Morris && s.Levels%2 != 0 {
		d.fault(n.get("levels").at, "sweep.levels", "sweep.levels is %d, expected an even number", s.Levels)
	}
}

// taken says whether a design takes a key of sweep. Keys without the tag designs are for every design.
func (f *field) taken(by Design) bool {
	designs := f.tag.Get("designs")
	return designs == "" || slices.Contains(strings.Split(designs, ","), string(by))
}

// takers lists the designs that take a key of sweep.
func (f *field) takers() string {
	var list []string
	for _, design := range sweepShape.field("design").shape.enum {
		if f.taken(Design(design)) {
			list = append(list, design)
		}
	}
	return "design " + strings.Join(list, " or ")
}

func (d *decoder) checkAdaptive(n *node, require func(key string)) {
	s := &d.scenario.Sweep
	threshold, boundary := n.get("threshold"), n.get("boundary")
	switch {
	case threshold == nil && boundary == nil:
		d.fault(n.owner(), "sweep", "design adaptive has neither threshold nor boundary, expected one of them")
	case threshold != nil && boundary != nil:
		d.fault(boundary.owner(), "sweep.boundary", "design adaptive has both threshold and boundary, expected one of them")
	case boundary != nil:
		require("points")
		d.checkTaskOf("sweep.boundary", boundary, &s.Boundary.Task)
	default:
		if points := n.get("points"); points != nil {
			d.fault(points.at, "sweep.points", "sweep.points is of no use to a threshold, expected points of the axis that it is searched along")
		}
		d.checkTaskOf("sweep.threshold", threshold, &s.Threshold.Task)
	}
}

// checkTaskOf checks the name of a task, and fills in that of the only task.
func (d *decoder) checkTaskOf(path string, n *node, name *string) {
	if d.bad["tasks"] || d.bad[join(path, "task")] {
		return
	}
	at := n.owner()
	if given := n.get("task"); given != nil {
		at = given.at
	}
	found, err := d.scenario.OneTask(*name)
	if err != nil {
		d.fault(at, join(path, "task"), "%s.task: %s", path, err)
		return
	}
	*name = found
}

// checkAxesOf checks the axes against the design, once they are read.
func (d *decoder) checkAxesOf(n *node) {
	s := &d.scenario.Sweep
	fault := func(format string, args ...any) { d.fault(n.owner(), "sweep.axes", format, args...) }
	switch {
	case s.Maps() && len(d.axes) != 2:
		fault("sweep.axes has %s, expected the 2 axes of a plane for the boundary", text.Count(len(d.axes), "axis"))
	case s.Maps():
		for _, a := range d.axes {
			if a.how == "values" {
				d.fault(a.source.owner(), a.path, "%s has values, expected a log or linear range for the boundary", a.path)
			}
		}
	case s.samples() && len(d.axes) == 0:
		fault("sweep.axes is empty, expected at least one axis for design %s", s.Design)
	case s.samples() && len(d.axes) > maxSampled:
		fault("sweep.axes has %d axes, expected at most %d for design %s", len(d.axes), maxSampled, s.Design)
	case s.Design == PointList:
		for _, a := range d.axes[min(1, len(d.axes)):] {
			if first := d.axes[0]; a.length != first.length {
				d.fault(a.source.owner(), a.path, "%s has %d values and %s has %d, expected equally many for design list", a.path, a.length, first.path, first.length)
			}
		}
	case s.Bisects():
		d.checkSearched(n)
	}
}

// checkSearched checks the axis that a threshold is searched along.
func (d *decoder) checkSearched(n *node) {
	t := &d.scenario.Sweep.Threshold
	var paths []string
	for _, a := range d.axes {
		paths = append(paths, a.path)
	}
	if t.Along == "" && len(d.axes) == 1 {
		t.Along = d.axes[0].path
	}
	at, given := d.scenario.places["sweep.threshold.along"]
	if !given {
		at = d.scenario.places["sweep.threshold"]
	}
	i := slices.Index(paths, t.Along)
	switch {
	case len(d.axes) == 0:
		d.fault(n.owner(), "sweep.axes", "sweep.axes is empty, expected the axis that the threshold is searched along")
	case t.Along == "":
		d.fault(at, "sweep.threshold.along", "sweep.threshold.along is missing, expected %s", text.OneOf(paths))
	case i < 0:
		d.fault(at, "sweep.threshold.along", "sweep.threshold.along: no axis %s%s", text.Line(t.Along), text.Hint(t.Along, paths))
	case d.axes[i].how == "values":
		d.fault(d.axes[i].source.owner(), "sweep.axes", "%s has values, expected a log or linear range to search the threshold along", t.Along)
	default:
		d.axes[i].searched = true
		d.checkSearches(n)
	}
}

// checkSearches bounds the searches.
func (d *decoder) checkSearches(n *node) {
	searches := float64(d.scenario.Sweep.Seeds)
	for _, a := range d.axes {
		if !a.searched {
			searches *= float64(a.length)
		}
	}
	if searches > maxSearches {
		d.fault(n.owner(), "sweep.axes", "sweep searches %.0f thresholds, one for each seed and combination of the other axes, expected at most %d", searches, maxSearches)
	}
}
