package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Stored is what one run has memorized in the end.
type Stored struct {
	Params float64 // trainable parameters, > 0
	Items  float64 // training items, > 0
	Amount float64 // amount memorized, in bits or in items
	Load   float64 // share of the parameters in use, 0 to 1; NaN: unknown
	Seed   int64   // see Run
}

// Capacity is how much networks memorize when they are full. Amounts are in the unit of Stored.
type Capacity struct {
	Params   []float64       // ascending
	Items    []float64       // by Params: number of items with the greatest mean amount
	Amount   []stat.Estimate // by Params: that amount
	Load     []stat.Estimate // by Params: mean load at that number of items
	Full     []bool          // by Params: whether the network is full at that number of items
	PerParam stat.Estimate   // amount per parameter, mean over the sizes that fill up
}

// full is the minimum mean load of a full network.
const full = 0.9

// FindCapacity finds the greatest mean amount of each size along the number of items (Morris et al., arXiv:2505.24832,
// use the plateau for random strings). The network is full there if its mean load is 0.9 or more; where loads are
// unknown, if the amount grew by less than the square root of the factor by which the items last grew.
func FindCapacity(runs []Stored, b stat.Bootstrap) Capacity {
	pick := func(of func(Stored) float64) *plane {
		list := make([]Run, len(runs))
		for i, r := range runs {
			list[i] = Run{X: r.Params, Y: r.Items, Seed: r.Seed, Value: of(r)}
		}
		return newPlane(list)
	}
	amounts := pick(func(r Stored) float64 { return r.Amount })
	loads := pick(func(r Stored) float64 { return r.Load })
	amount, load := amounts.all(b), loads.all(b)
	var c Capacity
	var filled []int
	one := slices.Repeat([]float64{1}, len(amounts.points))
	perParam := make([]float64, len(amounts.points))
	for _, column := range amounts.columns {
		at := extreme(amount.mean, column.first, column.end-1, 1)
		isFull := load.mean[at] >= full
		if math.IsNaN(load.mean[at]) && at > column.first {
			isFull = math.Log10(amount.mean[at]/amount.mean[at-1]) < (amounts.y[at]-amounts.y[at-1])/2
		}
		if isFull {
			filled = append(filled, at)
		}
		perParam[at] = 1 / column.X
		c.Params, c.Items, c.Full = append(c.Params, column.X), append(c.Items, amounts.Y[at]), append(c.Full, isFull)
		c.Amount, c.Load = append(c.Amount, amount.over([]int{at}, one)), append(c.Load, load.over([]int{at}, one))
	}
	c.PerParam = amount.over(filled, perParam)
	return c
}
