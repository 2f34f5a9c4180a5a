// Package metrics computes what an observer measures on an item whose logits are
// independent and Gaussian: Normal(margin, sigma^2) for the right class and
// Normal(0, sigma^2) for each of the v-1 others (docs/model.md, equation 5).
//
//   - accuracy.go: expected accuracy, a function of margin/sigma
//   - loss.go, brier.go: expected cross-entropy and Brier score, functions of
//     margin and sigma
//   - against.go: accuracy and Brier score of an item with a second class whose
//     mean logit is not 0
//   - testset.go: what a finite test set measures around an expectation
//   - chain.go: accuracy of a task that is answered step by step
//
// Expectations are computed by quadratures that converge exponentially
// (transform.go). They are tabulated row by row when a run first needs a row. A
// table is a pure function of v: its values do not depend on which row was
// filled first, nor on whether recent.go dropped it and made it again.
package metrics
