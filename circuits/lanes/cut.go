package lanes

// cut is the first n elements of x. It panics if there are fewer, however large x's
// capacity is.
func cut(x []float64, n int) []float64 { return x[:len(x):len(x)][:n] }
