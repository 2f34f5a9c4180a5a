package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	gonum "gonum.org/v1/gonum/stat"
)

// family holds the curves of all sizes.
type family struct {
	*replicates
	curves    []member
	y         []float64 // mean at each point
	low, high float64   // log10 of the control scales: range of the search for the critical one
	variance  float64   // of all means
}

// member holds the points of one size.
type member struct {
	size       float64
	x          []float64
	first, end int
	cubics     [][4]float64 // see cubics, by the first of four points
	stretch    float64      // of the control scale, at the exponent last looked at
}

// mostCompared is about how many distances between a point and another curve one trial computes.
const mostCompared = 1 << 15

// spaced returns evenly spread sizes, as many as can all be compared.
func spaced(sizes []Sized) []Sized {
	scales := 1
	for _, s := range sizes {
		scales = max(scales, min(stat.MaxScales, len(s.Series.Observations)))
	}
	keep := max(2, int(math.Sqrt(mostCompared/float64(scales))))
	if len(sizes) <= keep {
		return sizes
	}
	kept := make([]Sized, keep)
	for i := range kept {
		kept[i] = sizes[i*(len(sizes)-1)/(keep-1)]
	}
	return kept
}

func newFamily(sizes []Sized) *family {
	f := &family{}
	var list []observed
	f.low, f.high = math.Inf(1), math.Inf(-1)
	for _, s := range spaced(sizes) {
		x, values := gather(s.Series)
		if len(x) < 2 {
			continue
		}
		c := member{size: s.Size, x: x, first: len(f.y), end: len(f.y) + len(x), cubics: cubics(x)}
		for _, v := range values {
			v.point += c.first
			list = append(list, v)
		}
		f.curves = append(f.curves, c)
		f.y = append(f.y, make([]float64, len(x))...)
		f.low, f.high = min(f.low, math.Log10(x[0])), max(f.high, math.Log10(x[len(x)-1]))
	}
	f.replicates = newReplicates(len(f.y), list)
	f.means(f.once(), f.y)
	f.variance = gonum.PopVariance(f.y, nil)
	return f
}

// apart is the mean squared distance between the curves over twice the variance. at is log10 of the critical scale and
// inverse nu. It is infinite outside the range of the search, and where less than half of the points lie within the range
// of another curve. A point is compared with another curve at equal scaling variables.
func (f *family) apart(at []float64) float64 {
	if at[0] < f.low || at[0] > f.high || at[1] < 0 || at[1] > steepest {
		return math.Inf(1)
	}
	critical := math.Pow(10, at[0])
	for i := range f.curves {
		c := &f.curves[i]
		c.stretch = math.Pow(c.size, at[1])
	}
	var squares, n float64
	for i := range f.curves {
		a := &f.curves[i]
		heights := f.y[a.first:a.end]
		for j := range f.curves {
			if i == j {
				continue
			}
			b := &f.curves[j]
			stretch := a.stretch / b.stretch
			bx, y := b.x, f.y[b.first:b.end]
			k, last := 0, len(bx)-1
			from, to := bx[0], bx[last]
			for p, x := range a.x {
				x = critical + (x-critical)*stretch
				if x < from {
					continue
				}
				if x > to { // and so are those that follow
					break
				}
				for k+2 <= last && bx[k+1] < x {
					k++
				}
				line, noise := b.between(k, x, y)
				d := heights[p] - line
				squares, n = squares+d*d/(1+noise), n+1
			}
		}
	}
	if 2*n < float64(len(f.y)*(len(f.curves)-1)) {
		return math.Inf(1)
	}
	return squares / n / f.variance
}
