package metrics

// ChainOfThought is the accuracy, 0 to 1, of a task that is answered step by
// step. Every step must be right, and so must the format of each step and of the
// final answer (docs/model.md, equation 6). format and steps are exact-match
// accuracies, 0 to 1.
func ChainOfThought(format float64, steps []float64) float64 {
	right := format
	for _, step := range steps {
		right *= format * step
	}
	return right
}
