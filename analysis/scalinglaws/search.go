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

// descend minimizes the objective from a start.
func (o *objective) descend(start vector, with effort) end {
	e := end{theta: start}
	e.value, e.converged = newton(o, &e.theta, with)
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

// A few steps from every start tell which fall behind. The others go on, and of these the ones that may still be the best to their
// optimum.
const (
	goOn      = 3  // one start of so many goes on
	leastGoOn = 12 // or so many starts
)

func (f *form) search() search {
	ends := make([]end, len(f.starts))
	for i, theta := range f.starts {
		ends[i].theta = theta
	}
	ends = f.onward(ends, briefly)
	ends = f.onward(ends[:min(len(ends), max(leastGoOn, len(ends)/goOn))], farther)
	last := len(ends)
	for last > 1 && ends[last-1].value > ends[0].value*rival+exact {
		last--
	}
	s := search{ends: f.onward(ends[:last], wholly)}
	ends = s.ends
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

// onward descends from where descents ended that have not converged, and sorts by value.
func (f *form) onward(ends []end, with effort) []end {
	count := f.points.once()
	on, _ := stat.Parallel(context.Background(), len(ends), func(i int) end {
		if ends[i].converged {
			return ends[i]
		}
		return objectiveOf(f.law, f.points, count).descend(ends[i].theta, with)
	})
	slices.SortStableFunc(on, func(a, b end) int { return cmp.Compare(a.value, b.value) })
	return on
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
