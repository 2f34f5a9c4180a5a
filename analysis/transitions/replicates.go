package transitions

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// replicates are the values of several points, and what goes together when they are drawn again
// (B. Efron, Ann. Stat. 7 (1979), pp. 1-26). Where points share their seeds a seed is one unit, with
// all its values; elsewhere every value is a unit, drawn among those of its point.
type replicates struct {
	points []point
	units  int
	shared bool
	salt   uint64 // tells the draws of values that have no seed in common with others
}

// point is a range of values and, unless points share their seeds, of units.
type point struct {
	first, end int // units of its own
	values     []value
}

type value struct {
	unit int
	y    float64
}

// observed is one value before it is known whose it is.
type observed struct {
	point int
	seed  int64
	y     float64
}

// newReplicates puts n points together. The order of the list means nothing. Values of one seed at one point are
// one value, their mean.
func newReplicates(n int, list []observed) *replicates {
	slices.SortFunc(list, func(a, b observed) int {
		switch {
		case a.point != b.point:
			return cmp.Compare(a.point, b.point)
		case a.seed != b.seed:
			return cmp.Compare(a.seed, b.seed)
		}
		return cmp.Compare(a.y, b.y)
	})
	list = oneBySeed(list)
	seeds := seedsOf(list)
	// Seeds are those of most points, or else numbers that recur by chance.
	r := &replicates{points: make([]point, n), shared: len(seeds) > 0 && 2*len(list) >= len(seeds)*n}
	r.units = len(list)
	if r.shared {
		r.units = len(seeds)
	}
	values := make([]value, len(list))
	for i, o := range list {
		values[i] = value{i, o.y}
		if r.shared {
			values[i].unit, _ = slices.BinarySearch(seeds, o.seed)
		}
	}
	for i, from := 0, 0; i < n; i++ {
		end := from
		for end < len(list) && list[end].point == i {
			end++
		}
		r.points[i] = point{from, end, values[from:end]}
		from = end
	}
	return r
}

func oneBySeed(list []observed) []observed {
	kept := list[:0]
	for i := 0; i < len(list); {
		o, n := list[i], 1
		for i+n < len(list) && o.seed != stat.NoSeed && list[i+n].point == o.point && list[i+n].seed == o.seed {
			o.y += list[i+n].y
			n++
		}
		o.y /= float64(n)
		kept = append(kept, o)
		i += n
	}
	return kept
}

// seedsOf are the different seeds, ascending; nil where a value has none.
func seedsOf(list []observed) []int64 {
	seeds := make([]int64, len(list))
	for i, o := range list {
		if o.seed == stat.NoSeed {
			return nil
		}
		seeds[i] = o.seed
	}
	slices.Sort(seeds)
	return slices.Compact(seeds)
}
