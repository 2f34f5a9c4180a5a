package transitions

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// family is the curves of all sizes.
type family struct {
	*replicates
	curves    []member
	y         []float64 // mean at each point
	scaled    []float64 // scratch: the scaling variable at each point
	low, high float64   // log10 of the control scales between which the critical one is looked for
	variance  float64   // of all means
}

// member is the points of one size.
type member struct {
	size       float64
	x          []float64
	first, end int
}

func newFamily(sizes []Sized) *family {
	f := &family{}
	var list []observed
	for _, s := range sizes {
		x, values := gather(s.Series)
		if len(x) < 2 {
			continue
		}
		c := member{size: s.Size, x: x, first: len(f.y), end: len(f.y) + len(x)}
		for _, v := range values {
			v.point += c.first
			list = append(list, v)
		}
		f.curves = append(f.curves, c)
		f.y = append(f.y, make([]float64, len(x))...)
	}
	f.low, f.high = math.Inf(1), math.Inf(-1)
	for _, c := range f.curves {
		f.low, f.high = min(f.low, math.Log10(c.x[0])), max(f.high, math.Log10(c.x[len(c.x)-1]))
	}
	f.replicates = newReplicates(len(f.y), list)
	f.scaled = make([]float64, len(f.y))
	f.means(f.once(), f.y)
	f.variance = stat.PopVariance(f.y, nil)
	return f
}

// apart is the mean squared distance between the curves over twice the variance, at log10 of the critical scale and
// inverse nu; infinite where less than half of the points lie within the range of another curve, and outside of where
// these are looked for.
func (f *family) apart(at []float64) float64 {
	if at[0] < f.low || at[0] > f.high || at[1] < 0 || at[1] > steepest {
		return math.Inf(1)
	}
	critical := math.Pow(10, at[0])
	for _, c := range f.curves {
		stretch := math.Pow(c.size/f.curves[0].size, at[1])
		for i, x := range c.x {
			f.scaled[c.first+i] = (x/critical - 1) * stretch
		}
	}
	var squares, n float64
	for i, a := range f.curves {
		for j, b := range f.curves {
			if i == j {
				continue
			}
			k := b.first
			for p := a.first; p < a.end; p++ {
				z := f.scaled[p]
				for k+2 < b.end && f.scaled[k+1] < z {
					k++
				}
				if z < f.scaled[b.first] || z > f.scaled[b.end-1] {
					continue
				}
				line, noise := f.between(k, b, z)
				d := f.y[p] - line
				squares, n = squares+d*d/(1+noise), n+1
			}
		}
	}
	if 2*n < float64(len(f.y)*(len(f.curves)-1)) {
		return math.Inf(1)
	}
	return squares / n / f.variance
}

// between is the height of curve b at z between its points k and k+1, by the cubic through four of its points, and the
// variance of that height, in those of a point.
func (f *family) between(k int, b member, z float64) (height, variance float64) {
	first := min(max(k-1, b.first), max(b.end-4, b.first))
	for i := first; i < min(first+4, b.end); i++ {
		weight := 1.0
		for j := first; j < min(first+4, b.end); j++ {
			if j != i {
				weight *= (z - f.scaled[j]) / (f.scaled[i] - f.scaled[j])
			}
		}
		height, variance = height+weight*f.y[i], variance+weight*weight
	}
	return height, variance
}
