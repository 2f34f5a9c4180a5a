package emergence

import (
	"cmp"
	"math"
	"slices"
)

// cloud is a family's checkpoints in one order, whatever that of the input was,
// scores turned so that higher is better.
type cloud struct {
	points []Checkpoint // by size, seed and tokens, and by falling loss
	chance float64
	sign   float64 // -1 where scores were turned
	run    []int   // by point; a run is one size and seed
	runs   int
	sizes  int
	unit   []int // by point: what a bootstrap draws together
	units  int
	tokens bool // known of every point
}

func newCloud(c Checkpoints) *cloud {
	k := &cloud{chance: c.Chance, sign: 1, tokens: true}
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
	k.run = make([]int, len(k.points))
	for i, p := range k.points {
		if i > 0 {
			before := k.points[i-1]
			if p.Size != before.Size {
				k.sizes++
			}
			if p.Size != before.Size || p.Seed != before.Seed {
				k.runs++
			}
		}
		k.run[i] = k.runs
	}
	if len(k.points) > 0 {
		k.sizes++
		k.runs++
	}
	k.unite()
	return k
}

// compare orders by size, seed and tokens, falling loss, and whatever else differs.
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

// gains are -loss, which scores are taken to rise with.
func (c *cloud) gains() []float64 {
	gains := make([]float64, len(c.points))
	for i, p := range c.points {
		gains[i] = -p.Loss
	}
	return gains
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
