package emergence

import "strings"

// kind says how a metric turns a model's outputs into a score: a smooth metric is linear or continuous in the probability
// of each right token, a sharp one nonlinear or discontinuous in it (Schaeffer et al. arXiv:2304.15004, sec 2).
type kind int

const (
	unknownKind kind = iota
	smooth
	sharp
)

// kinds are searched for in a metric's words, in order; a space stands for the border of a word. Sections are those of
// arXiv:2304.15004 unless another paper is named.
var kinds = []struct {
	in   string
	kind kind
}{
	{" exact", sharp},                // the product over all tokens (sec 2)
	{" multiple choice", sharp},      // 1 where the right option has the most mass (sec 2)
	{" mc", sharp},                   // the same
	{" rouge", sharp},                // a union of longest common subsequences (App. A.4)
	{" pass", sharp},                 // all tests of a program
	{" solved", sharp},               // a share of answers above a mark
	{" f1 ", sharp},                  // a ratio
	{" edit", smooth},                // linear in the probability of each token (sec 2)
	{" levenshtein", smooth},         // the same
	{" token accuracy ", smooth},     // share of right tokens, linear
	{" test accuracy ", smooth},      // the same in the tables of circsim
	{" train accuracy ", smooth},     // the same
	{" brier", smooth},               // strictly proper (sec 2)
	{" correct choice prob", smooth}, // continuous in the outputs (arXiv:2403.15796 sec 3.2)
	{" correctchoiceprob", smooth},   // the same
	{" likelihood", smooth},          // linear in the log-probability of each token
	{" loglikelihood", smooth},       // the same
	{" logprob", smooth},             // the same
	{" log prob", smooth},            // the same
	{" loss ", smooth},               // the same
	{" cross entropy ", smooth},      // the same
	{" bits per ", smooth},           // the same
	{" perplexity", smooth},          // continuous in it
	{" ppl ", smooth},                // the same
	{" acc ", sharp},                 // whole answers, right or wrong
	{" accuracy ", sharp},            // the same
}

// kindOf looks up the kind of a metric by the words of its name.
func kindOf(metric string) kind {
	words := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}, strings.ToLower(metric))
	name := " " + strings.Join(strings.Fields(words), " ") + " "
	for _, k := range kinds {
		if strings.Contains(name, k.in) {
			return k.kind
		}
	}
	return unknownKind
}
