package lanes

// Make returns n zeros, with room behind them up to a multiple of eight.
func Make(n int) []float64 { return make([]float64, n, (n+7)&^7) }

// cut is the first n elements of x. It panics if there are fewer, however large x's
// capacity is.
func cut(x []float64, n int) []float64 { return x[:len(x):len(x)][:n] }
