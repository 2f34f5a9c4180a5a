// Package circuits holds the rules that agents follow, one mechanism per file and
// each a pure function of numbers: the gradient that a circuit feels (answer.go),
// how it grows and how congestion slows it (growth.go), the penalty on its norm
// (cost.go), the parameters that it occupies (budget.go), where it may form
// (tickets.go), which items a cohort stands for (frequency.go), the noise that it
// adds to answers on unseen items (interference.go), the circuits that an
// architecture favours (bias.go), and attention heads (heads.go).
//
// Strengths are logits, gains are per optimizer step, sizes are in parameters
// and stored information is in bits. Equations are those of docs/model.md.
package circuits
