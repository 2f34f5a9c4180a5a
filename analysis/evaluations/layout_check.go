package evaluations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// checkTogether reports what the columns that were found lack, or say twice.
func (l *layout) checkTogether() {
	m := l.mapping
	l.long = l.has(RoleMetric)
	whole := l.file.place(0)
	whole.column = min(whole.line, 1)
	switch {
	case l.long && len(l.scores) == 0:
		l.fault(whole, "column %s names metrics, but no column holds their scores%s", text.Quote(l.nameOf(RoleMetric)), l.unused("score"))
	case l.long && len(l.scores) > 1:
		l.fault(l.placeOf(l.scores[1]), "column %s names the metric of a line's only score, but %s and %s are both scores", text.Quote(l.nameOf(RoleMetric)), text.Quote(l.scores[0].name), text.Quote(l.scores[1].name))
	case len(l.scores) == 0 && !l.has(RoleLoss):
		l.fault(whole, "no column of scores and none of the loss%s", l.scoreColumns())
	case l.has(RoleError) && (len(l.scores) != 1 || l.scores[0].error != l.role[RoleError]):
		l.fault(l.file.place(l.wanted[l.role[RoleError]].column), "column %s is the standard error of the table's score, but there are %d scores, or it has another", text.Quote(l.nameOf(RoleError)), len(l.scores))
	}
	if m.task.text != "" && l.has(RoleTask) {
		l.fault(m.task.at, "task is %s, but column %s names tasks, expected one of them", text.Quote(m.task.text), text.Quote(l.nameOf(RoleTask)))
	}
	for _, twice := range []struct {
		key     string
		amounts []amount
		role    Role
	}{{"sizes", m.sizes, RoleParams}, {"chance", m.chance, RoleChance}, {"items", m.items, RoleItems}} {
		if len(twice.amounts) > 0 && l.has(twice.role) {
			l.fault(twice.amounts[0].at, "%s are given, but column %s has them, expected one of them", twice.key, text.Quote(l.nameOf(twice.role)))
		}
	}
	if len(m.sizes) > 0 && !l.has(RoleModel) {
		l.fault(m.sizes[0].at, "sizes are given by model, but no column names models")
	}
	for _, u := range m.units {
		if names := l.unitNames(); !l.long && !slices.Contains(names, u.name) {
			l.fault(u.at, "units.%s: no such column in use%s", text.Line(u.name), text.Hint(u.name, names))
		}
	}
}

// nameOf is the name of the column of a role that the table has.
func (l *layout) nameOf(r Role) string { return l.names[l.wanted[l.role[r]].column] }

// placeOf is where a score column is named: in the mapping or the file.
func (l *layout) placeOf(s scoreColumn) place {
	for _, w := range l.mapping.scores {
		if matches(w.text, s.name) || w.text == s.name {
			return w.at
		}
	}
	return l.file.place(l.wanted[s.wanted].column)
}

// unused suggests the columns of numbers that nothing has been made of.
func (l *layout) unused(role string) string {
	names := l.spare()
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf(", expected --column %s=COLUMN, or a mapping such as columns: {%s: COLUMN}, with one of %s", role, role, strings.Join(names, ", "))
}

// scoreColumns suggests columns of scores.
func (l *layout) scoreColumns() string {
	names := l.spare()
	switch len(names) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(", expected --column score=COLUMN, or a mapping such as scores: [%s]", names[0])
	}
	return fmt.Sprintf(", expected --column score=COLUMN, or a mapping such as scores: [%s, %s], with those that are scores of %s", names[0], names[1], strings.Join(names, ", "))
}

// spare names ten columns that nothing has been made of and that may hold numbers.
func (l *layout) spare() []string {
	var names []string
	for i, name := range l.names {
		if l.uses[i] == "" && name != "" && l.file.numeric(i) {
			names = append(names, text.Line(name))
		}
	}
	if len(names) > 10 {
		names = append(names[:10], "...")
	}
	return names
}

// unitRoles are the roles that a factor may apply to.
var unitRoles = []Role{RoleParams, RoleTokens, RoleFLOPs, RoleLoss, RoleStep, RoleItems}

// unitNames are the roles, scores and axes of the table that are numbers with a unit.
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

// factor is what a role, axis or score is multiplied by.
func (m *Mapping) factor(name string) float64 {
	for _, u := range m.units {
		if u.name == name {
			return u.value
		}
	}
	return 1
}
