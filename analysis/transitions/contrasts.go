package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// contrasts are the differences between all scales of a curve.
type contrasts struct {
	*replicates
	x     []float64   // log10 of the scales, ascending
	mean  []float64   // over seeds
	t     [][]float64 // t[i][j] for i < j: Student's t of the rise from scale i to scale j
	least int         // smallest number of replicates of a difference; nothing can be tested below 2
	exact bool        // all replicates agree
	null  *null       // nil: nothing can be tested
}

func newContrasts(s stat.Series) *contrasts {
	c := &contrasts{}
	var x []float64
	x, c.replicates = along(s)
	c.x = log10(x)
	c.mean = make([]float64, len(c.x))
	c.means(c.once(), c.mean)
	c.least, c.exact = math.MaxInt, c.agree()
	for i := range c.x {
		c.t = append(c.t, make([]float64, len(c.x)))
		for j := i + 1; j < len(c.x); j++ {
			var n int
			c.t[i][j], n = c.student(i, j)
			c.least = min(c.least, n)
		}
	}
	if len(c.x) < 2 {
		c.least = 0
	}
	if len(c.x) > 2 && c.least > 1 {
		c.null = nullOf(shape{len(c.x), min(c.least, mostSeeds), c.shared})
	}
	return c
}

// alike is the relative difference up to which values count as equal.
const alike = 1e-12

// agree says whether the replicates of every point are the same.
func (c *contrasts) agree() bool {
	for i := range c.points {
		if math.Sqrt(c.points[i].variance()) > alike*math.Abs(c.mean[i]) {
			return false
		}
	}
	return true
}

// student is Student's t of the rise from point i to point j, with the number of replicates. Where these agree by
// coincidence, as right or wrong answers may, t is its value after one more replicate without a rise.
func (c *contrasts) student(i, j int) (t float64, n int) {
	var rise, square float64
	if c.shared {
		rise, square, n = c.paired(i, j)
	} else {
		a, b := c.points[i], c.points[j]
		rise = c.mean[j] - c.mean[i]
		square = a.variance()/float64(len(a.values)) + b.variance()/float64(len(b.values))
		n = min(len(a.values), len(b.values))
	}
	tiny := alike * (math.Abs(c.mean[i]) + math.Abs(c.mean[j]))
	switch {
	case n == 0 || math.Abs(rise) <= tiny:
		return 0, n
	case square > tiny*tiny:
		return rise / math.Sqrt(square), n
	case c.exact:
		return math.Inf(int(math.Copysign(1, rise))), n
	}
	return math.Copysign(float64(n), rise), n
}

// paired is the mean difference of two points over the seeds that both have, its squared standard error and the number
// of these seeds.
func (c *contrasts) paired(i, j int) (rise, square float64, n int) {
	a, b := c.points[i].values, c.points[j].values
	var sum, squares float64
	for k, l := 0, 0; k < len(a) && l < len(b); {
		switch {
		case a[k].unit < b[l].unit:
			k++
		case a[k].unit > b[l].unit:
			l++
		default:
			d := b[l].y - a[k].y
			n++
			shift := d - sum/max(float64(n-1), 1)
			sum += d
			squares += shift * (d - sum/float64(n))
			k, l = k+1, l+1
		}
	}
	m := float64(n)
	return sum / m, squares / (m - 1) / m, n
}
