package summary

// Refusal is an error of the question: a folder that does not hold what was asked for, or
// a quantity, task or design that does not fit it.
type Refusal string

func (r Refusal) Error() string { return string(r) }
