package evaluations

import (
	"slices"
	"strings"
)

// shareNames and lowerNames are the words that tell what a metric is, where its name begins or ends with one
// (acc_norm, val_loss) or is one.
var (
	shareNames = []string{"acc", "accuracy", "em", "exact_match", "f1", "pass@1", "multiple_choice", "multiple_choice_grade"}
	lowerNames = []string{
		"loss", "ppl", "perplexity", "nll", "brier", "edit_distance", "bits_per_byte", "error", "wer",
	}
)

func isShare(metric string) bool { return tells(metric, shareNames) && !tells(metric, lowerNames) }

func isLower(metric string) bool { return tells(metric, lowerNames) && !tells(metric, shareNames) }

// tells says whether a name, up to the comma of the lm-evaluation-harness's filters, begins or ends with one of some words.
func tells(name string, words []string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ",")
	return slices.ContainsFunc(words, func(w string) bool {
		return name == w || strings.HasPrefix(name, w+"_") || strings.HasSuffix(name, "_"+w)
	})
}
