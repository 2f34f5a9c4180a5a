package emergence

import "strings"

// Kind says how a metric turns a model's outputs into a score.
type Kind int

// A Smooth metric is linear or continuous in the probability of each right
// token, a Sharp one nonlinear or discontinuous in it (Schaeffer et al.
// arXiv:2304.15004, sec 2).
const (
	Unknown Kind = iota
	Smooth
	Sharp
)

// kinds are looked for in a metric's words, in order; a space stands for the
// border of a word. Sections are those of arXiv:2304.15004 unless another paper
// is named.
var kinds = []struct {
	in   string
	kind Kind
}{
	{" exact", Sharp},                // the product over all tokens (sec 2)
	{" multiple choice", Sharp},      // 1 where the right option has the most mass (sec 2)
	{" mc", Sharp},                   // the same
	{" rouge", Sharp},                // a union of longest common subsequences (App. A.4)
	{" pass", Sharp},                 // all tests of a program
	{" solved", Sharp},               // a share of answers above a mark
	{" f1 ", Sharp},                  // a ratio
	{" edit", Smooth},                // linear in the probability of each token (sec 2)
	{" levenshtein", Smooth},         // the same
	{" token accuracy ", Smooth},     // share of right tokens, linear
	{" test accuracy ", Smooth},      // the same in the tables of circsim
	{" train accuracy ", Smooth},     // the same
	{" brier", Smooth},               // strictly proper (sec 2)
	{" correct choice prob", Smooth}, // continuous in the outputs (arXiv:2403.15796 sec 3.2)
	{" correctchoiceprob", Smooth},   // the same
	{" likelihood", Smooth},          // linear in the log-probability of each token
	{" loglikelihood", Smooth},       // the same
	{" logprob", Smooth},             // the same
	{" log prob", Smooth},            // the same
	{" loss ", Smooth},               // the same
	{" cross entropy ", Smooth},      // the same
	{" bits per ", Smooth},           // the same
	{" perplexity", Smooth},          // continuous in it
	{" ppl ", Smooth},                // the same
	{" acc ", Sharp},                 // whole answers, right or wrong
	{" accuracy ", Sharp},            // the same
}

// kindOf looks a metric up by the words of its name: exact match, multiple
// choice, accuracy of whole answers, ROUGE and F1 are sharp; edit distance, the
// share of right tokens, Brier score, likelihoods, perplexity and losses are
// smooth; any other is unknown.
func kindOf(metric string) Kind {
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
	return Unknown
}
