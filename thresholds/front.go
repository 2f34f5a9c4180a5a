package thresholds

import "math"

// front is a family of curves that says where the mean score passes a level.
type front interface {
	// fit finds the best curve, refit the best one near it for other means of the scales.
	fit(y []float64) (rss float64)
	refit(y []float64, level float64) (rss, log float64)
	// passes is where the fitted one has a level, ln x.
	passes(level float64) float64
	String() string
}

// slope is a front of sigmoids.
type slope struct {
	f    *sigmoids
	best curve
}

func newSlope(form form, c *scales) *slope { return &slope{f: newSigmoids(form, c)} }

func (s *slope) fit(y []float64) float64 {
	s.best = s.f.fit(y)
	return s.best.rss
}

func (s *slope) refit(y []float64, level float64) (rss, log float64) {
	c := s.f.descend(s.best.middle, s.best.slope, y, 1e-5)
	return c.rss, c.passes(level)
}

func (s *slope) passes(level float64) float64 { return s.best.passes(level) }
func (s *slope) String() string               { return s.f.form.String() }

// stretch is a front of ramps.
type stretch struct {
	f    *ramps
	best bend
	zero float64 // score that the fitted ramp's are from
}

func (s *stretch) fit(y []float64) float64 {
	s.f.set(y)
	s.best, s.zero = s.f.fit(), y[0]
	return s.best.rss
}

func (s *stretch) refit(y []float64, level float64) (rss, log float64) {
	s.f.set(y)
	b := s.f.near(s.best)
	return b.rss, s.f.c.log[0] + b.passes(level-y[0])
}

func (s *stretch) passes(level float64) float64 { return s.f.c.log[0] + s.best.passes(level-s.zero) }
func (s *stretch) String() string               { return "ramp" }

// passes is where a rising ramp has a level, from the first point on.
func (b bend) passes(level float64) float64 {
	done := (level - b.floor) / (b.ceiling - b.floor)
	switch {
	case level <= b.floor:
		return math.Inf(-1)
	case !(done > 0 && done < 1):
		return math.Inf(1)
	}
	return b.start + done*(b.end-b.start)
}
