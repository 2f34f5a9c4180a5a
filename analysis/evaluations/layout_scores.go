package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// findScores takes the columns of scores: that of the role, and those that the mapping lists.
func (l *layout) findScores() {
	if i, ok := l.role[RoleScore]; ok {
		l.scores = append(l.scores, scoreColumn{l.names[l.wanted[i].column], i, -1})
	}
	for _, w := range l.mapping.scores {
		if slices.Contains(l.names, strings.TrimSpace(w.text)) || !strings.Contains(w.text, "*") {
			if i, ok := l.take(w, "a score", asNumber); ok {
				l.scores = append(l.scores, scoreColumn{l.names[l.wanted[i].column], i, -1})
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

// matches says whether a name is a pattern's, in which * stands for any letters.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	last := len(parts) - 1
	if last == 0 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, parts[0])
	if !ok {
		return false
	}
	for _, part := range parts[1:last] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return strings.HasSuffix(rest, parts[last])
}

// ofError is the name of the metric that a name is the standard error of, as the lm-evaluation-harness names it
// (acc_stderr, and in its later versions "acc_stderr,none"); empty: of none.
func ofError(name string) string {
	metric, filter, filtered := strings.Cut(name, ",")
	metric, ok := strings.CutSuffix(metric, "_stderr")
	if !ok || metric == "" {
		return ""
	}
	if filtered {
		metric += "," + filter
	}
	return metric
}

// pairErrors gives score columns their standard errors: the column NAME_stderr of a score NAME and, where there
// is one score, the column of the role.
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
	if e, ok := l.role[RoleError]; ok && len(l.scores) == 1 && l.scores[0].error < 0 {
		l.scores[0].error = e
	}
}
