package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// layout says which column of a file is what, and holds what is at fault in that.
type layout struct {
	file    source
	mapping *Mapping
	names   []string
	uses    []string // of each column, in words; empty: none
	errs    scenarios.Errors

	wanted     []wanted
	role       map[Role]int // positions in wanted
	conditions []labelled
	axes       []labelled
	scores     []scoreColumn
	long       bool // lines hold single scores, whose metric a column names
}

// labelled is a wanted column and its name.
type labelled struct {
	name   string
	wanted int
}

// scoreColumn is a column of scores and, where there is one, that of their standard errors.
type scoreColumn struct {
	name          string
	wanted, error int // error: -1 where there is none
}

// kinds are the roles that are not plain numbers.
var kinds = map[Role]kind{
	RoleParams: asSize, RoleTokens: asSize, RoleFLOPs: asSize,
	RoleModel: asWord, RoleFamily: asWord, RoleTask: asWord, RoleMetric: asWord, RoleSeed: asWord,
}

// newLayout finds the columns of a file. The error is of type scenarios.Errors.
func newLayout(file source, m *Mapping) (*layout, error) {
	l := &layout{file: file, mapping: m, names: file.header(), role: map[Role]int{}}
	l.uses = make([]string, len(l.names))
	l.mapped()
	l.named()
	l.findScores()
	l.pairErrors()
	if len(l.errs) == 0 {
		l.checkTogether()
	}
	if len(l.errs) > 0 {
		return nil, slices.CompactFunc(l.errs, func(a, b *scenarios.Error) bool { return *a == *b })
	}
	file.want(l.wanted)
	return l, nil
}

func (l *layout) fault(at place, format string, args ...any) {
	l.errs = append(l.errs, at.fault(format, args...))
}

// has says whether the table has a column of a role.
func (l *layout) has(r Role) bool {
	_, ok := l.role[r]
	return ok
}

// mapped takes the columns that the mapping names.
func (l *layout) mapped() {
	m := l.mapping
	for _, c := range m.columns {
		if i, ok := l.take(c.column, string(c.role), kinds[c.role]); ok {
			l.role[canonical(c.role)] = i
		}
	}
	for _, c := range m.condition {
		if i, ok := l.take(c, "a condition", asWord); ok {
			l.conditions = append(l.conditions, labelled{l.names[l.wanted[i].column], i})
		}
	}
	for _, c := range m.axes {
		if i, ok := l.take(c, "an axis", asNumber); ok {
			l.axes = append(l.axes, labelled{l.names[l.wanted[i].column], i})
		}
	}
}

// canonical is the one name of a role that has two.
func canonical(r Role) Role {
	if r == RoleValue {
		return RoleScore
	}
	return r
}

// take wants the column of a name for a use that the mapping states.
func (l *layout) take(w word, use string, k kind) (int, bool) {
	column := slices.Index(l.names, strings.TrimSpace(w.text))
	if column < 0 {
		l.fault(w.at, "no column %s%s", text.Quote(w.text), text.Hint(w.text, l.names))
		return 0, false
	}
	if l.uses[column] != "" {
		l.fault(w.at, "column %s is to be %s and is %s already, expected one use", text.Quote(w.text), use, l.uses[column])
		return 0, false
	}
	return l.use(column, use, k)
}

// use wants a column, which must be the only one of its name.
func (l *layout) use(column int, use string, k kind) (int, bool) {
	l.uses[column] = use
	if first := slices.Index(l.names, l.names[column]); first != column || slices.Contains(l.names[column+1:], l.names[column]) {
		again := column + 1 + slices.Index(l.names[column+1:], l.names[column])
		if first != column {
			again = column
		}
		l.fault(l.file.place(again), "column %s stands twice, first as column %d", text.Quote(l.names[column]), first+1)
		return 0, false
	}
	if err := l.file.flat(column); err != nil {
		l.errs = append(l.errs, err.(scenarios.Errors)...)
		return 0, false
	}
	l.wanted = append(l.wanted, wanted{column, k})
	return len(l.wanted) - 1, true
}

// named takes the columns that have the names of roles, unless the mapping lists them as scores.
func (l *layout) named() {
	listed := func(name string) bool {
		return slices.ContainsFunc(l.mapping.scores, func(w word) bool { return w.text == name })
	}
	for _, r := range Roles() {
		if r == RoleError || l.stated(r) || canonical(r) == RoleScore && len(l.mapping.scores) > 0 {
			continue // a column "error" may as well be an error rate
		}
		for column, name := range l.names {
			if !strings.EqualFold(name, string(r)) || l.uses[column] != "" || listed(name) {
				continue
			}
			if i, twice := l.role[canonical(r)]; twice {
				l.fault(l.file.place(column), "columns %s and %s are both %s by their names, expected one or a mapping such as columns: {%s: %s}",
					text.Quote(l.names[l.wanted[i].column]), text.Quote(name), canonical(r), canonical(r), name)
				continue
			}
			if i, ok := l.use(column, string(r), kinds[r]); ok {
				l.role[canonical(r)] = i
			}
		}
	}
}

// stated says whether the mapping names the column of a role.
func (l *layout) stated(r Role) bool {
	return slices.ContainsFunc(l.mapping.columns, func(e entry) bool { return canonical(e.role) == canonical(r) })
}
