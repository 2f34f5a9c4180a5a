package scalinglaws

import (
	"cmp"
	"context"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// end is where the descent from a start ended.
type end struct {
	theta     vector
	value     float64
	converged bool
}

// descend minimizes the objective from a start, to a relative tolerance, in so many steps at most.
func (f *form) descend(start vector, count []float64, tolerance float64, steps int) end {
	e := end{theta: start}
	e.value, e.converged = newton(f.law, f.points, count, &e.theta, tolerance, steps)
	return e
}

// search is what the descents from the starts found, of those that did not fall behind.
type search struct {
	ends      []end // by value, then in the order of the starts; the first one converged if any at its value did
	converged int
	atBest    int
}

const (
	alike = 1e-6 // relative difference of the objective up to which two ends are the same optimum
	rival = 1.2  // ratio to the best objective up to which an optimum may be the best one of a resample
)

// A few steps from every start tell which fall behind. The others go on to their optimum.
const (
	firstSteps = 12
	goOn       = 3  // one start of so many goes on
	leastGoOn  = 12 // or so many starts
)

func (f *form) search() search {
	count := f.points.once()
	byValue := func(a, b end) int { return cmp.Compare(a.value, b.value) }
	ends, _ := stat.Parallel(context.Background(), len(f.starts), func(i int) end { return f.descend(f.starts[i], count, tolerance, firstSteps) })
	slices.SortStableFunc(ends, byValue)
	ahead := min(len(ends), max(leastGoOn, len(ends)/goOn))
	ends, _ = stat.Parallel(context.Background(), ahead, func(i int) end {
		if ends[i].converged {
			return ends[i]
		}
		return f.descend(ends[i].theta, count, tolerance, maxSteps)
	})
	slices.SortStableFunc(ends, byValue)
	s := search{ends: ends}
	if i := slices.IndexFunc(ends, func(e end) bool { return s.near(e) && e.converged }); i > 0 {
		ends[0], ends[i] = ends[i], ends[0]
	}
	for _, e := range ends {
		if e.converged {
			s.converged++
		}
		if s.near(e) {
			s.atBest++
		}
	}
	return s
}

func (s *search) best() *end { return &s.ends[0] }

// near is whether an end has the best objective.
func (s *search) near(e end) bool { return e.value <= s.ends[0].value*(1+alike)+exact }

// optima are the best optimum and up to two others, any of which may be the best one of a resample.
func (s *search) optima() []vector {
	list := []vector{s.ends[0].theta}
	last := s.ends[0].value
	for _, e := range s.ends[1:] {
		if e.converged && e.value > last*(1+alike)+exact && e.value < s.ends[0].value*rival && len(list) < 3 {
			list = append(list, e.theta)
			last = e.value
		}
	}
	return list
}
