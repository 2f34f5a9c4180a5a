package circuits

import "math"

// Bin is a run of items of consecutive rank, most frequent first, that one
// cohort stands for.
type Bin struct {
	Items float64 // how many
	Share float64 // of the task's samples that fall on them
}

// Bins splits items of ranks 1..items whose sampling weights go as
// rank^-exponent into at most n bins: equal parts for exponent 0 (uniform),
// geometric ones otherwise, at whole ranks. Weights are summed exactly (to
// rounding), so that 1e15 items cost n agents. Boundaries, ascending ranks
// below items, are kept: no bin crosses one.
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
	edges := []float64{0}
	next := 0
	for i := 1; i <= n; i++ {
		edge := items * float64(i) / float64(n)
		if exponent != 0 {
			edge = math.Pow(items, float64(i)/float64(n))
		}
		edge = math.Round(edge)
		if i == n {
			edge = items
		}
		for next < len(boundaries) && boundaries[next] <= edge {
			edges = appendEdge(edges, boundaries[next])
			next++
		}
		edges = appendEdge(edges, edge)
	}
	return edges
}

func appendEdge(edges []float64, edge float64) []float64 {
	if edge > edges[len(edges)-1] {
		edges = append(edges, edge)
	}
	return edges
}

// directTerms is how many leading terms powerSum adds one by one before the
// Euler-Maclaurin formula takes over; its error is then below rounding.
const directTerms = 64

// powerSum is sum over x = a..b of x^-s.
func powerSum(a, b, s float64) float64 {
	if s == 0 {
		return b - a + 1
	}
	sum := 0.0
	x := a
	for ; x <= b && x < a+directTerms; x++ {
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
