// Package metrics computes what an outsider measures on an item whose logits
// are Gaussian: Normal(margin, sigma^2) on the right class and
// Normal(0, sigma^2) on the v-1 others (docs/model.md, equation 5).
//
// Expected token accuracy is a function of margin/sigma (accuracy.go),
// expected cross-entropy and Brier score of margin and sigma (loss.go,
// brier.go); the measures of longer answers and of finite test sets follow
// from them (answer.go, testset.go). Expectations are computed by quadratures
// that converge exponentially and are tabulated row by row as a run needs
// them; a table's values do not depend on who asks first.
package metrics
