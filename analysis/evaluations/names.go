package evaluations

import (
	"slices"
	"strings"
)

// What names of columns and metrics mean, where the mapping does not say it.

// named reports whether the name of a column is the role's name, in letters of any case. A column "error" must be
// mapped, since it may hold an error rate.
func (r role) named(column string) bool {
	return r != roleError && strings.EqualFold(column, string(r))
}

// shareNames and lowerNames tell what a metric is if its name is one of them, or begins or ends with one
// (acc_norm, val_loss).
var (
	shareNames = []string{"acc", "accuracy", "em", "exact_match", "f1", "pass@1", "multiple_choice", "multiple_choice_grade"}
	lowerNames = []string{
		"loss", "ppl", "perplexity", "nll", "brier", "edit_distance", "bits_per_byte", "error", "wer",
	}
)

// isShare reports whether a metric is a share of right answers by its name.
func isShare(metric string) bool { return tells(metric, shareNames) && !tells(metric, lowerNames) }

// isLower reports whether lower scores are better by the metric's name.
func isLower(metric string) bool { return tells(metric, lowerNames) && !tells(metric, shareNames) }

// tells reports whether the words of a metric's name begin or end with one of the names, as in acc_norm, val_loss and
// "run - test/acc". It ignores what follows a comma: the lm-evaluation-harness appends the name of a filter so.
func tells(metric string, names []string) bool {
	metric, _, _ = strings.Cut(metric, ",")
	words := " " + strings.Join(wordsOf(metric), " ") + " "
	return slices.ContainsFunc(names, func(name string) bool {
		of := " " + strings.ReplaceAll(name, "_", " ") + " "
		return strings.HasPrefix(words, of) || strings.HasSuffix(words, of)
	})
}

// ofError returns the metric whose standard error has that name, by the rule of the lm-evaluation-harness
// (acc_stderr, in later versions "acc_stderr,none"); empty if it is not the name of a standard error.
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

// matches reports whether a name matches a pattern, in which * stands for any letters.
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
