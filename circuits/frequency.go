package circuits

import (
	"math"
	"slices"
)

// Bin is a range of consecutive ranks, the most frequent item first, whose items
// one cohort stands for.
type Bin struct {
	Items float64 // how many
	Share float64 // of the task's samples that fall on them
}

// Bins splits the ranks 1 to items, with sampling weights rank^-exponent, into n
// bins: of equal size for exponent 0 (uniform), of geometrically growing size
// otherwise. They are fewer where edges, rounded to whole ranks, coincide, and
// more where boundaries (ranks up to items) split one: no bin crosses a boundary.
// Weights are summed to rounding, so that 1e15 items cost n agents.
func Bins(items float64, exponent float64, n int, boundaries []float64) []Bin {
	if items < 1 || n < 1 {
		return nil
	}
	edges := binEdges(items, exponent, n, boundaries)
	total := powerSum(1, items, exponent)
	bins := make([]Bin, 0, len(edges)-1)
	for i := 1; i < len(edges); i++ {
		a, b := edges[i-1], edges[i]
		bins = append(bins, Bin{Items: b - a, Share: powerSum(a+1, b, exponent) / total})
	}
	return bins
}

// binEdges are the last ranks of the bins, with 0 in front.
func binEdges(items, exponent float64, n int, boundaries []float64) []float64 {
	edges := make([]float64, 1, n+len(boundaries)+1)
	for i := 1; i < n; i++ {
		edge := items * float64(i) / float64(n)
		if exponent != 0 {
			edge = math.Pow(items, float64(i)/float64(n))
		}
		edges = append(edges, math.Round(edge))
	}
	edges = append(append(edges, boundaries...), items)
	slices.Sort(edges)
	return slices.Compact(edges)
}

// directTerms is the number of the first ranks whose terms powerSum adds one by one. The
// Euler-Maclaurin formula for the rest then has an error below rounding. So few terms are added one by one anywhere, since the
// formula's integral is a difference.
const directTerms, fewTerms = 256, 64

// powerSum is the sum of x^-s over x = a..b.
func powerSum(a, b, s float64) float64 {
	if s == 0 {
		return b - a + 1
	}
	sum := 0.0
	x := a
	for ; x <= b && (x <= directTerms || b < a+fewTerms); x++ {
		sum += math.Pow(x, -s)
	}
	if x > b {
		return sum
	}
	fx, fb := math.Pow(x, -s), math.Pow(b, -s)
	integral := math.Log(b / x)
	if s != 1 {
		integral = (b*fb - x*fx) / (1 - s)
	}
	first := s * (fx/x - fb/b) / 12
	third := s * (s + 1) * (s + 2) * (fx/(x*x*x) - fb/(b*b*b)) / 720
	return sum + integral + (fx+fb)/2 + first - third
}
