package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// useScores uses the columns of scores: the one of roleScore, and those that the mapping lists.
func (l *layout) useScores() {
	if i, ok := l.role[roleScore]; ok {
		l.scores = append(l.scores, scoreColumn{l.name(i), i, -1})
	}
	for _, w := range l.mapping.scores {
		if slices.Contains(l.names, strings.TrimSpace(w.text)) || !strings.Contains(w.text, "*") {
			if i, ok := l.take(w, "a score", asNumber); ok {
				l.scores = append(l.scores, scoreColumn{l.name(i), i, -1})
			}
			continue
		}
		found := false
		for column, name := range l.names {
			if !matches(w.text, name) {
				continue
			}
			found = true
			if l.uses[column] != "" {
				continue
			}
			if i, ok := l.use(column, "a score", asNumber); ok {
				l.scores = append(l.scores, scoreColumn{name, i, -1})
			}
		}
		if !found {
			l.fault(w.at, "no column matches %s%s", text.Quote(w.text), text.Hint(strings.ReplaceAll(w.text, "*", ""), l.names))
		}
	}
	slices.SortFunc(l.scores, func(a, b scoreColumn) int { return l.wanted[a.wanted].column - l.wanted[b.wanted].column })
}

// pairErrors pairs score columns with their standard errors: NAME with NAME_stderr, and a single score column with
// the column of roleError.
func (l *layout) pairErrors() {
	byName := map[string]int{}
	for i, s := range l.scores {
		byName[s.name] = i
	}
	var scores []scoreColumn
	errors := map[string]int{}
	for _, s := range l.scores {
		if _, ok := byName[ofError(s.name)]; ok {
			errors[ofError(s.name)] = s.wanted
			continue
		}
		scores = append(scores, s)
	}
	for column, name := range l.names {
		of := ofError(name)
		if _, ok := byName[of]; ok && l.uses[column] == "" {
			if i, ok := l.use(column, "a standard error", asNumber); ok {
				errors[of] = i
			}
		}
	}
	l.scores = scores
	for i, s := range l.scores {
		if e, ok := errors[s.name]; ok {
			l.scores[i].error = e
		}
	}
	if e, ok := l.role[roleError]; ok && len(l.scores) == 1 && l.scores[0].error < 0 {
		l.scores[0].error = e
	}
}
