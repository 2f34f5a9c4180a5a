package metrics

// ChainOfThought is the accuracy of a task that is answered step by step: every
// step must be right, and so must the format of each step and of the answer
// that follows them (docs/model.md, "Composite tasks"). format and steps are
// exact matches, 0 to 1.
func ChainOfThought(format float64, steps []float64) float64 {
	right := format
	for _, step := range steps {
		right *= format * step
	}
	return right
}
