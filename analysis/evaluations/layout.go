package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// layout is the meaning of a file's columns, by the mapping and by their names.
type layout struct {
	file    source
	mapping *Mapping
	names   []string
	uses    []string // of each column, in words for messages; empty: unused
	errs    scenarios.Errors

	wanted      []wanted
	role        map[role]int // positions in wanted
	conditions  []labelled
	axes        []labelled
	scores      []scoreColumn
	long        bool     // each line holds one score, and a column names its metric
	sizesByName bool     // params are those that the names of models tell
	aliased     []role   // those whose columns useAliases found
	factors     []amount // units that the names of columns give, by role or score column
	guessed     []int    // columns that are scores by their names alone
	understood  []string // what was understood by names that are not the roles' own
}

// labelled is a wanted column and its name.
type labelled struct {
	name   string
	wanted int
}

// scoreColumn is a column of scores, with the column of their standard errors.
type scoreColumn struct {
	name          string
	wanted, error int // positions in layout.wanted; error is -1 without standard errors
}

// newLayout finds the meaning of the columns and selects them for reading. The error is of type scenarios.Errors.
func newLayout(file source, m *Mapping) (*layout, error) {
	l := &layout{file: file, mapping: m, names: file.header(), role: map[role]int{}}
	l.uses = make([]string, len(l.names))
	l.useMapped()
	l.useNamed()
	l.useAliases()
	l.useScores()
	l.useUnits()
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

// has reports whether the table has a column of a role.
func (l *layout) has(r role) bool {
	_, ok := l.role[r]
	return ok
}

// name returns the name of a wanted column.
func (l *layout) name(wanted int) string { return l.names[l.wanted[wanted].column] }

// nameOf returns the name of a role's column, which must exist.
func (l *layout) nameOf(r role) string { return l.name(l.role[r]) }

// text returns the text of a word.
func (l *layout) text(word int32) string { return l.file.cells().texts.list[word] }

// useMapped uses the columns that the mapping names.
func (l *layout) useMapped() {
	m := l.mapping
	for _, c := range m.columns {
		if c.role == roleError && l.isPattern(c.column) {
			continue // pairErrors uses several columns
		}
		if c.role == roleParams && l.namesModels(c.column) {
			l.sizesByName = true
			continue
		}
		if i, ok := l.take(c.column, string(c.role), roleKinds[c.role]); ok {
			l.role[c.role.canonical()] = i
		}
	}
	for _, c := range m.condition {
		l.conditions = append(l.conditions, l.takeAll(c, "a condition", asWord)...)
	}
	for _, c := range m.axes {
		l.axes = append(l.axes, l.takeAll(c, "an axis", asNumber)...)
	}
}

// namesModels reports whether params are mapped to the column of the models' names: these tell the sizes then.
func (l *layout) namesModels(w word) bool {
	column := slices.Index(l.names, strings.TrimSpace(w.text))
	if column < 0 || l.file.numeric(column) {
		return false
	}
	for _, c := range l.mapping.columns {
		if c.role == roleModel {
			return strings.TrimSpace(c.column.text) == l.names[column]
		}
	}
	return roleModel.named(l.names[column]) || roleModel.alias(l.names[column]) >= 0
}

// isPattern reports whether a word of the mapping stands for all columns that match it.
func (l *layout) isPattern(w word) bool {
	return strings.Contains(w.text, "*") && !slices.Contains(l.names, strings.TrimSpace(w.text))
}

// takeAll uses the column that the mapping names, or the unused columns that match its pattern.
func (l *layout) takeAll(w word, use string, k kind) (list []labelled) {
	if !l.isPattern(w) {
		if i, ok := l.take(w, use, k); ok {
			list = append(list, labelled{l.name(i), i})
		}
		return list
	}
	found := false
	for column, name := range l.names {
		if !matches(w.text, name) {
			continue
		}
		found = true
		if l.uses[column] != "" || rangeOf(name) {
			continue
		}
		if i, ok := l.use(column, use, k); ok {
			list = append(list, labelled{name, i})
		}
	}
	if !found {
		l.fault(w.at, "no column matches %s%s", text.Quote(w.text), text.Hint(strings.ReplaceAll(w.text, "*", ""), l.names))
	}
	return list
}

// take uses the column that the mapping names, by itself or by a pattern that matches no other. It returns the position
// in wanted; false after a fault.
func (l *layout) take(w word, use string, k kind) (int, bool) {
	column := slices.Index(l.names, strings.TrimSpace(w.text))
	if l.isPattern(w) {
		for i, name := range l.names {
			switch {
			case !matches(w.text, name):
			case column >= 0:
				l.fault(w.at, "%s matches the columns %s and %s, expected one", text.Quote(w.text), text.Quote(l.names[column]), text.Quote(name))
				return 0, false
			default:
				column = i
			}
		}
	}
	if column < 0 {
		l.fault(w.at, "no column %s%s", text.Quote(w.text), l.columnHint(w, use))
		return 0, false
	}
	if l.uses[column] != "" {
		l.fault(w.at, "column %s is mapped twice, as %s and as %s, expected one use", text.Quote(w.text), l.uses[column], use)
		return 0, false
	}
	return l.use(column, use, k)
}

// columnHint ends a message about a column that is not there. A number is no misspelled name.
func (l *layout) columnHint(w word, use string) string {
	if _, is := number(w.text); is != present || use != string(roleChance) {
		return text.Hint(w.text, l.names)
	}
	return ", expected the name of one; a level for all scores is --chance " + w.text
}

// use selects a column for reading. Its name must be unique and its type flat.
func (l *layout) use(column int, use string, k kind) (int, bool) {
	l.uses[column] = use
	first, again := slices.Index(l.names, l.names[column]), column
	if first == column {
		again += 1 + slices.Index(l.names[column+1:], l.names[column])
	}
	if again != first {
		l.fault(l.file.place(again), "column %s appears twice, first as column %d", text.Quote(l.names[column]), first+1)
		return 0, false
	}
	if err := l.file.flat(column); err != nil {
		l.errs = append(l.errs, err.(scenarios.Errors)...)
		return 0, false
	}
	l.wanted = append(l.wanted, wanted{column, k})
	return len(l.wanted) - 1, true
}

// useNamed uses the columns whose names are those of roles, unless the mapping says otherwise.
func (l *layout) useNamed() {
	listed := func(name string) bool {
		return slices.ContainsFunc(l.mapping.scores, func(w word) bool { return w.text == name })
	}
	for _, r := range roles {
		if l.isMapped(r) || r.canonical() == roleScore && len(l.mapping.scores) > 0 {
			continue
		}
		for column, name := range l.names {
			if !r.named(name) || l.uses[column] != "" || listed(name) {
				continue
			}
			if i, twice := l.role[r.canonical()]; twice {
				l.fault(l.file.place(column), "columns %s and %s are both %s by their names, expected one or a mapping such as columns: {%s: %s}",
					text.Quote(l.name(i)), text.Quote(name), r.canonical(), r.canonical(), name)
				continue
			}
			if i, ok := l.use(column, string(r), roleKinds[r]); ok {
				l.role[r.canonical()] = i
			}
		}
	}
}

// isMapped reports whether the mapping names the column of a role.
func (l *layout) isMapped(r role) bool {
	return slices.ContainsFunc(l.mapping.columns, func(e entry) bool { return e.role.canonical() == r.canonical() })
}
