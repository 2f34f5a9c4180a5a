package emergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// cloud is a family's checkpoints in an order that does not depend on the input's. Scores are oriented so that higher
// is better.
type cloud struct {
	points []Checkpoint // by size, seed, tokens and falling loss
	chance float64      // oriented
	sign   float64      // -1 if scores were negated, else 1
	run    []int        // of each point; a run is one size and seed
	runs   int
	sizes  int
	unit   []int     // of each point: the bootstrap resamples units
	once   []float64 // weight 1 for each unit: the data themselves
	units  int
	tokens bool // known for every point

	fallingLoss []int // places of the points in this order
	b           stat.Bootstrap
	drawn       [][]float64 // by resample: how often each unit is drawn into it with b
}

func newCloud(c Checkpoints) *cloud {
	n := len(c.Points)
	k := &cloud{points: make([]Checkpoint, 0, n), run: make([]int, 0, n), chance: c.Chance, sign: 1, tokens: true}
	if c.Lower {
		k.sign, k.chance = -1, -c.Chance
	}
	for _, p := range c.Points {
		if finite(p.Loss) && finite(p.Score) && p.Size > 0 && finite(p.Size) {
			p.Score *= k.sign
			k.points = append(k.points, p)
			k.tokens = k.tokens && p.Tokens >= 0 && finite(p.Tokens)
		}
	}
	slices.SortFunc(k.points, Checkpoint.compare)
	for i, p := range k.points {
		newSize := i == 0 || p.Size != k.points[i-1].Size
		if newSize {
			k.sizes++
		}
		if newSize || p.Seed != k.points[i-1].Seed {
			k.runs++
		}
		k.run = append(k.run, k.runs-1)
	}
	k.fallingLoss = ascending(k.values(negLoss))
	k.unite()
	k.once = slices.Repeat([]float64{1}, k.units)
	return k
}

// compare orders by size, seed, tokens and falling loss; ties by the other fields.
func (p Checkpoint) compare(q Checkpoint) int {
	switch {
	case p.Size != q.Size:
		return cmp.Compare(p.Size, q.Size)
	case p.Seed != q.Seed:
		return cmp.Compare(p.Seed, q.Seed)
	}
	return cmp.Or(cmp.Compare(p.Tokens, q.Tokens), cmp.Compare(q.Loss, p.Loss), cmp.Compare(p.Score, q.Score),
		cmp.Compare(p.Items, q.Items), cmp.Compare(p.Error, q.Error))
}

// values is one number for every point.
func (c *cloud) values(of func(Checkpoint) float64) []float64 {
	values := make([]float64, len(c.points))
	for i, p := range c.points {
		values[i] = of(p)
	}
	return values
}

// negLoss is -loss: scores are expected to rise with it.
func negLoss(p Checkpoint) float64 { return -p.Loss }

// ascending returns the indices of the points in the order of their values.
func ascending(values []float64) []int {
	type placed struct {
		value float64
		index int
	}
	list := make([]placed, len(values))
	for i, v := range values {
		list[i] = placed{v, i}
	}
	slices.SortFunc(list, func(a, b placed) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return a.index - b.index
	})
	order := make([]int, len(values))
	for i, p := range list {
		order[i] = p.index
	}
	return order
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
