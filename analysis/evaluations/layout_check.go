package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// checkTogether reports what the columns lack together, and what both a column and the mapping give.
func (l *layout) checkTogether() {
	m := l.mapping
	l.long = l.has(roleMetric)
	whole := l.file.place(0)
	whole.column = min(whole.line, 1)
	switch events := l.events(); {
	case len(events) > 0:
		l.fault(whole, "holds events of runs (%s), one line a run, expected scores along a scale; circsim calibrate reads events", strings.Join(events, ", "))
	case l.long && len(l.scores) == 0:
		l.fault(whole, "column %s names metrics, but no column holds their scores%s", text.Quote(l.nameOf(roleMetric)), l.advice(first(l.spare())))
	case l.long && len(l.scores) > 1:
		l.fault(l.placeOf(l.scores[1]), "column %s names the metric of a line's only score, but %s and %s are both columns of scores", text.Quote(l.nameOf(roleMetric)), text.Quote(l.scores[0].name), text.Quote(l.scores[1].name))
	case len(l.scores) == 0 && !l.has(roleLoss):
		if l.transposed() {
			l.fault(whole, "the table lies on its side: its first column names %s; expected a column for each, and a line for each model", enumerate(l.sideways(), 5))
			break
		}
		l.fault(whole, "no column of scores or of the loss%s", l.advice(l.spare()))
	case l.has(roleError) && len(l.scores) != 1:
		l.fault(l.file.place(l.wanted[l.role[roleError]].column), "column %s is the standard error of a single score, but there are %d columns of scores", text.Quote(l.nameOf(roleError)), len(l.scores))
	case l.has(roleError) && l.scores[0].error != l.role[roleError]:
		l.fault(l.file.place(l.wanted[l.role[roleError]].column), "columns %s and %s are both the standard error of %s, expected one", text.Quote(l.name(l.scores[0].error)), text.Quote(l.nameOf(roleError)), text.Quote(l.scores[0].name))
	}
	if m.task.text != "" && l.has(roleTask) {
		l.fault(m.task.at, "task is %s, but column %s names tasks, expected one of them", text.Quote(m.task.text), text.Quote(l.nameOf(roleTask)))
	}
	for _, given := range []struct {
		key     string
		amounts []amount
		role    role
	}{{"sizes", m.sizes, roleParams}, {"chance", m.chance, roleChance}, {"items", m.items, roleItems}} {
		if len(given.amounts) > 0 && l.has(given.role) {
			l.fault(given.amounts[0].at, "the mapping has the key %s, but column %s is %s too, expected one of them", given.key, text.Quote(l.nameOf(given.role)), given.role)
		}
	}
	if len(m.sizes) > 0 && !l.has(roleModel) {
		l.fault(m.sizes[0].at, "sizes gives params by model, but no column names models")
	}
	for _, u := range m.units {
		if names := l.unitNames(); !l.long && !slices.ContainsFunc(names, word{text: u.name}.fits) {
			l.fault(u.at, "units.%s: no such column in use%s", text.Line(u.name), text.Hint(u.name, names))
		}
	}
}

// placeOf returns where a score column is named: in the mapping, or else in the file.
func (l *layout) placeOf(s scoreColumn) place {
	for _, w := range l.mapping.scores {
		if w.fits(s.name) {
			return w.at
		}
	}
	return l.file.place(l.wanted[s.wanted].column)
}

// unitNames returns the names that units may give a factor: of roles, axes and score columns.
func (l *layout) unitNames() []string {
	var names []string
	for _, r := range unitRoles {
		if l.has(r) {
			names = append(names, string(r))
		}
	}
	for _, a := range l.axes {
		names = append(names, a.name)
	}
	for _, s := range l.scores {
		names = append(names, s.name)
	}
	return names
}
