// Package metrics computes what an outsider measures on an item whose logits
// are Gaussian: Normal(margin, sigma^2) on the right class and
// Normal(0, sigma^2) on the v-1 others (docs/model.md, equation 5).
//
// Expected token accuracy is a function of margin/sigma (accuracy.go),
// expected cross-entropy and Brier score of margin and sigma (loss.go,
// brier.go), both of an item whose memorized label has a rival of margins alone
// (against.go); what a finite test set measures follows from them (testset.go).
// Expectations are computed by quadratures that converge exponentially
// (transform.go) and are tabulated row by row as a run needs them. A table's
// values do not depend on who asks first, nor on what a Recent has forgotten
// (recent.go).
package metrics
