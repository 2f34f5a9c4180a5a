package stat

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// NoSeed is the Seed of an observation without one.
const NoSeed = -1

// MaxScales is the number of scales above which fits pool neighbours.
const MaxScales = 64

// Observation is one replicate of a score at one scale.
type Observation struct {
	X     float64 // scale, > 0 and finite; its unit is the caller's
	Y     float64 // score, finite
	Seed  int64   // replicate: the same seed at two scales is the same replicate; NoSeed: unknown
	Items float64 // test items of which Y is the share answered right; 0: unknown, or Y is an expectation
	Error float64 // standard error of Y as published, > 0; NaN or 0: unknown
}

// Series is a score along a scale. The order of its observations does not matter.
type Series struct {
	Observations []Observation
	Chance       float64 // chance level of the score; NaN: unknown
	Lower        bool    // whether lower scores are better
}

// Oriented is a score with its sign such that higher is better.
func (s Series) Oriented(score float64) float64 {
	if s.Lower {
		return -score
	}
	return score
}

// Ordered are the observations with valid X and Y, sorted by Compare. It returns Observations itself if these are valid
// and sorted.
func (s Series) Ordered() []Observation {
	list := s.Observations
	invalid := func(o Observation) bool { return !(o.X > 0) || math.IsInf(o.X, 1) || o.Y-o.Y != 0 }
	if !slices.ContainsFunc(list, invalid) && slices.IsSortedFunc(list, Observation.Compare) {
		return list
	}
	list = slices.DeleteFunc(slices.Clone(list), invalid)
	slices.SortFunc(list, Observation.Compare)
	return list
}

// Compare orders by scale, then seed, then the other fields.
func (o Observation) Compare(p Observation) int {
	switch {
	case o.X != p.X:
		return cmp.Compare(o.X, p.X)
	case o.Seed != p.Seed:
		return cmp.Compare(o.Seed, p.Seed)
	}
	return cmp.Or(cmp.Compare(o.Y, p.Y), cmp.Compare(o.Items, p.Items), cmp.Compare(o.Error, p.Error))
}

// ByScale are the observations of each scale, of a list sorted by scale.
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
