package thresholds

import "math"

// front is a family of curves that says where the mean score passes a level.
type front interface {
	// fit finds the best curve of the means, refit the best one near it for others.
	fit(c *scales) (rss float64)
	refit(y []float64) (rss float64, again passing)
	passing
	String() string
}

// passing is a fitted curve: passes is where it has a level, ln x.
type passing interface{ passes(level float64) float64 }

// slope is a front of sigmoids.
type slope struct {
	f    *sigmoids
	best curve
}

func newSlope(form form, c *scales) *slope { return &slope{f: newSigmoids(form, c)} }

func (s *slope) fit(c *scales) float64 {
	if s.f.form == logistic {
		_, s.best = c.fitHill()
	} else {
		s.best = s.f.fit(c.mean)
	}
	return s.best.rss
}

func (s *slope) refit(y []float64) (float64, passing) {
	c := s.f.descend(s.best.middle, s.best.slope, y, 1e-5)
	return c.rss, c
}

func (s *slope) passes(level float64) float64 { return s.best.passes(level) }
func (s *slope) String() string               { return s.f.form.String() }

// stretch is a front of ramps.
type stretch struct {
	f *ramps
	stretched
}

// stretched is a fitted ramp.
type stretched struct {
	best      bend
	log, zero float64 // ln x and score that it is from
}

func (s *stretch) fit(c *scales) float64 {
	s.f.set(c.mean)
	s.stretched = stretched{s.f.fit(), c.log[0], c.mean[0]}
	return s.best.rss
}

func (s *stretch) refit(y []float64) (float64, passing) {
	s.f.set(y)
	b := s.f.near(s.best)
	return b.rss, stretched{b, s.log, y[0]}
}

func (s stretched) passes(level float64) float64 { return s.log + s.best.passes(level-s.zero) }
func (s *stretch) String() string                { return "ramp" }

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
