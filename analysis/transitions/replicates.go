package transitions

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// replicates are the values of several points, and the units that are resampled (B. Efron, Ann. Stat. 7 (1979), pp. 1-26).
// Where points share their seeds, a seed with all its values is one unit; otherwise every value is a unit, drawn among
// those of its point.
type replicates struct {
	points []point
	units  int
	shared bool
	salt   uint64 // separates the draws from those of values that share no seeds with these
}

// point holds the values at one point.
type point struct {
	first, end int // range of its units, unless points share their seeds
	values     []value
}

type value struct {
	unit int
	y    float64
}

// observed is a value before units are assigned.
type observed struct {
	point int
	seed  int64
	y     float64
}

// newReplicates groups the values of n points. The order of the list does not matter. Values of one seed at one point
// are replaced by their mean.
func newReplicates(n int, list []observed) *replicates {
	slices.SortFunc(list, func(a, b observed) int {
		return cmp.Or(cmp.Compare(a.point, b.point), cmp.Compare(a.seed, b.seed), cmp.Compare(a.y, b.y))
	})
	list = oneBySeed(list)
	seeds := seedsOf(list)
	// If most points lack most seeds, the same number at two points is a coincidence.
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

// seedsOf returns the different seeds, ascending; nil if a value has none.
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
