package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A rise among the first of many linear steps, where equal counts would pool everything, keeps its steps apart.
func TestTogetherKeepsARiseApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(MaxScales+1, 3000).Draw(t, "steps")
		first := rapid.Float64Range(0, 50).Draw(t, "first")
		middle := rapid.Float64Range(2, 60).Draw(t, "middle")
		slope := rapid.Float64Range(3, 20).Draw(t, "slope")
		sign := rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
		logs, scores := make([]float64, n), make([]float64, n)
		for i := range n {
			logs[i] = math.Log(first + float64(i+1))
			scores[i] = sign / (1 + math.Exp(-slope*(logs[i]-math.Log(first+middle))))
		}
		ends := Together(logs, scores)
		if len(ends) > MaxScales || len(ends) < MaxScales/4 || ends[len(ends)-1] != n {
			t.Fatalf("%d groups, the last ends at %d of %d", len(ends), ends[len(ends)-1], n)
		}
		whole := math.Abs(scores[n-1] - scores[0])
		from := 0
		for k, end := range ends {
			if end <= from {
				t.Fatalf("group %d is empty", k)
			}
			if held := math.Abs(scores[end-1] - scores[from]); held > 0.4*whole {
				t.Fatalf("group %d, of %d scales, holds %.2f of the rise", k, end-from, held/whole)
			}
			from = end
		}
	})
}

// Few scales stay as they are; scores that do not change leave the groups even in the logarithm.
func TestTogetherIsEvenInTheLogarithm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2000).Draw(t, "scales")
		logs := make([]float64, n)
		for i := range logs {
			logs[i] = math.Log(float64(100 * (i + 1)))
		}
		ends := Together(logs, make([]float64, n))
		if n <= MaxScales && len(ends) != n {
			t.Fatalf("%d groups of %d scales", len(ends), n)
		}
		widest, from := 0.0, 0
		for _, end := range ends {
			widest, from = max(widest, logs[end-1]-logs[from]), end
		}
		if n > MaxScales && widest > (logs[n-1]-logs[0])/evenly {
			t.Fatalf("a group spans %g of %g", widest, logs[n-1]-logs[0])
		}
	})
}
