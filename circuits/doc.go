// Package circuits holds the rules that agents follow, one mechanism per file
// and every one a pure function of numbers: what a circuit feels (answer.go),
// how it grows and what crowding costs it (growth.go), what a penalty on its
// norm adds (cost.go), what it occupies (budget.go), where it may form
// (tickets.go), which items a cohort stands for (frequency.go), how it
// disturbs the answers to unseen items (interference.go), what an architecture
// makes easy (bias.go) and what attention heads do instead (heads.go).
//
// Strengths are logits, gains are per optimizer step, sizes are in parameters
// and stored information is in bits. Equations are those of docs/model.md.
package circuits
