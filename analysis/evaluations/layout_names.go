package evaluations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// useAliases uses the columns whose names are known for a role that no other column has, the surest name first.
func (l *layout) useAliases() {
	for _, r := range roles {
		if l.has(r.canonical()) || l.isMapped(r) || r == roleParams && len(l.mapping.sizes) > 0 {
			continue
		}
		best, rank := -1, 0
		for column, name := range l.names {
			if l.uses[column] != "" || l.isListed(name) || slices.Index(l.names, name) != column {
				continue
			}
			a := r.alias(name)
			if a >= 0 && (best < 0 || a < rank) && (roleKinds[r] == asWord || l.file.numeric(column)) {
				best, rank = column, a
			}
		}
		if best < 0 && r == roleLoss {
			best = l.onlyLoss()
		}
		if best < 0 {
			continue
		}
		if i, ok := l.use(best, string(r), roleKinds[r]); ok {
			l.role[r] = i
			l.aliased = append(l.aliased, r)
		}
	}
}

// onlyLoss returns the only column of a loss of models with sizes; -1 if there are several, or no sizes. A loss along
// training steps is a score.
func (l *layout) onlyLoss() int {
	if !l.has(roleParams) && !l.has(roleTokens) && !l.has(roleFLOPs) {
		return -1
	}
	found := -1
	for column, name := range l.names {
		if l.uses[column] != "" || l.isListed(name) || asides().MatchString(name) || !tells(name, []string{"loss"}) || !l.file.numeric(column) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = column
	}
	return found
}

// isListed reports whether the mapping names the column as a score.
func (l *layout) isListed(name string) bool {
	return slices.ContainsFunc(l.mapping.scores, func(w word) bool { return w.fits(name) })
}

// useUnits notes the units that the names of columns give, unless the mapping gives others.
func (l *layout) useUnits() {
	for _, r := range roles {
		i, ok := l.role[r]
		if !ok || r == roleScore {
			continue
		}
		times := l.useUnit(string(r), l.wanted[i].column, r)
		if slices.Contains(l.aliased, r) || times != "" {
			l.understood = append(l.understood, fmt.Sprintf("%s is %s%s", text.Quote(l.name(i)), r, times))
		}
	}
	for _, s := range l.scores {
		if times := l.useUnit(s.name, l.wanted[s.wanted].column, roleScore); times != "" {
			l.understood = append(l.understood, fmt.Sprintf("%s is in percent%s", text.Quote(s.name), times))
		}
	}
}

// useUnit notes the unit that a column's name gives, and returns it in words.
func (l *layout) useUnit(name string, column int, r role) string {
	x := factorOf(l.names[column], r)
	if _, mapped := amountOf(l.mapping.units, name); mapped || x == 1 {
		return ""
	}
	l.factors = append(l.factors, amount{name: name, value: x})
	return " times " + short(x)
}

// short writes a power of ten as people do, 1e9.
func short(x float64) string {
	return strings.NewReplacer("e+0", "e", "e+", "e").Replace(decimal(x))
}

// factor returns what a role, axis, metric or score is multiplied by.
func (l *layout) factor(name string) float64 {
	if x, ok := amountOf(l.mapping.units, name); ok {
		return x
	}
	if x, ok := amountOf(l.factors, name); ok {
		return x
	}
	return 1
}

// understoodNames warns of what was understood by the names of columns.
func (b *builder) understoodNames() {
	list := slices.Clone(b.understood)
	if len(b.guessed) > 0 {
		var names []string
		for _, column := range b.guessed {
			names = append(names, text.Quote(b.names[column]))
		}
		list = append(list, "scores are "+enumerate(names, 10))
	}
	if len(list) > 0 {
		b.notes.whole("understood by the names of columns: " + enumerate(list, 12))
	}
}
