package thresholds

// NoSeed is the Seed of an observation that belongs to no replicate.
const NoSeed = -1

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
	Chance       float64 // score of guessing; NaN: unknown
	Lower        bool    // lower scores are better
}
