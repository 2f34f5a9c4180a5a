//go:build !amd64 || purego

package random

// uniformRows and quantileRows leave all numbers to the functions for one.
func (Stream) uniformRows(uint64, []float64) int { return 0 }
func quantileRows([]float64) int                 { return 0 }
