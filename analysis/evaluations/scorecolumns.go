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
		for _, c := range l.takeAll(w, "a score", asNumber) {
			l.scores = append(l.scores, scoreColumn{c.name, c.wanted, -1})
		}
	}
	if len(l.scores) == 0 && len(l.mapping.scores) == 0 {
		l.guessScores()
	}
	slices.SortFunc(l.scores, func(a, b scoreColumn) int { return l.wanted[a.wanted].column - l.wanted[b.wanted].column })
}

// guessScores uses the columns of numbers whose names are those of scores, unless the table is long.
func (l *layout) guessScores() {
	if l.has(roleMetric) {
		return
	}
	for column, name := range l.names {
		if l.uses[column] != "" || !isScoreName(name) || !l.file.numeric(column) || slices.Index(l.names, name) != column {
			continue
		}
		if i, ok := l.use(column, "a score", asNumber); ok {
			l.scores = append(l.scores, scoreColumn{name, i, -1})
			l.guessed = append(l.guessed, column)
		}
	}
}

// pairErrors pairs score columns with their standard errors: NAME with NAME_stderr, or as the pattern of roleError says,
// and a single score column with the column of roleError.
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
	for _, c := range l.mapping.columns {
		if c.role == roleError && l.isPattern(c.column) {
			l.pairPattern(c.column, errors)
		}
	}
	for i, s := range l.scores {
		if e, ok := errors[s.name]; ok {
			l.scores[i].error = e
		}
	}
	if e, ok := l.role[roleError]; ok && len(l.scores) == 1 && l.scores[0].error < 0 {
		l.scores[0].error = e
	}
}

// pairPattern pairs score columns with the columns of standard errors that a pattern such as *_se names for them.
func (l *layout) pairPattern(pattern word, errors map[string]int) {
	ofScore := map[string]string{} // by name of a column of standard errors
	for _, s := range l.scores {
		ofScore[strings.ReplaceAll(strings.TrimSpace(pattern.text), "*", s.name)] = s.name
	}
	var scores []scoreColumn
	for _, s := range l.scores {
		if of, ok := ofScore[s.name]; ok {
			errors[of] = s.wanted
			continue
		}
		scores = append(scores, s)
	}
	found := len(scores) < len(l.scores)
	l.scores = scores
	for column, name := range l.names {
		of, ok := ofScore[name]
		if !ok || l.uses[column] != "" {
			continue
		}
		if i, ok := l.use(column, "a standard error", asNumber); ok {
			errors[of], found = i, true
		}
	}
	if !found {
		l.fault(pattern.at, "no column is %s with the name of a score for *%s", text.Quote(pattern.text), text.Hint(strings.ReplaceAll(pattern.text, "*", ""), l.names))
	}
}
