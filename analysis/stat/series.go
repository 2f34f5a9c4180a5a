package stat

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// NoSeed is the Seed of an observation that belongs to no replicate.
const NoSeed = -1

// MaxScales is the number of scales above which fits take neighbours together.
const MaxScales = 64

// Observation is one replicate of a score at one scale.
type Observation struct {
	X     float64 // scale, > 0 and finite; its unit is the caller's
	Y     float64 // score, finite
	Seed  int64   // replicate it belongs to: the same seed at two scales is one replicate; NoSeed where there is none
	Items float64 // size of the test set on which Y is a share of right answers; 0: unknown, or Y is an expectation
	Error float64 // standard error of Y as published, > 0; NaN or 0: unknown
}

// Series is a score along a scale. The order of its observations means nothing.
type Series struct {
	Observations []Observation
	Chance       float64 // chance level of the score; NaN: unknown
	Lower        bool    // lower scores are better
}

// Oriented is a score turned so that higher is better.
func (s Series) Oriented(score float64) float64 {
	if s.Lower {
		return -score
	}
	return score
}

// Ordered are the observations whose numbers are in their ranges, by scale and seed; the list itself where it is so
// already.
func (s Series) Ordered() []Observation {
	list := s.Observations
	valid := func(o Observation) bool { return o.X > 0 && !math.IsInf(o.X, 1) && o.Y-o.Y == 0 }
	for i, o := range list {
		if !valid(o) || i > 0 && o.Compare(list[i-1]) < 0 {
			list = slices.DeleteFunc(slices.Clone(list), func(o Observation) bool { return !valid(o) })
			slices.SortFunc(list, Observation.Compare)
			break
		}
	}
	return list
}

// Compare orders by scale and seed, and by whatever else differs.
func (o Observation) Compare(p Observation) int {
	switch {
	case o.X != p.X:
		return cmp.Compare(o.X, p.X)
	case o.Seed != p.Seed:
		return cmp.Compare(o.Seed, p.Seed)
	}
	return cmp.Or(cmp.Compare(o.Y, p.Y), cmp.Compare(o.Items, p.Items), cmp.Compare(o.Error, p.Error))
}

// ByScale are the observations of each scale, of a list that is ordered by scale.
func ByScale(list []Observation) iter.Seq[[]Observation] {
	return func(yield func([]Observation) bool) {
		for from := 0; from < len(list); {
			end := from + 1
			for end < len(list) && list[end].X == list[from].X {
				end++
			}
			if !yield(list[from:end:end]) {
				return
			}
			from = end
		}
	}
}
