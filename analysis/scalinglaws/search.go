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

// search is what the descents from all starts found.
type search struct {
	ends      []end // by value, then in the order of the starts
	converged int
	atBest    int
}

// alike is the share of the objective by which descents to one optimum may differ.
const alike = 1e-6

func (f *form) search() search {
	count := f.points.once()
	ends, _ := stat.Parallel(context.Background(), len(f.starts), func(i int) end {
		e := end{theta: f.starts[i]}
		e.value, e.converged = newton(f.law, f.points, count, &e.theta)
		return e
	})
	s := search{ends: ends}
	slices.SortStableFunc(s.ends, func(a, b end) int { return cmp.Compare(a.value, b.value) })
	// Of the ends at the best objective, one that is an optimum by its gradient.
	for i := range s.ends {
		if s.near(i) && s.ends[i].converged {
			s.ends[0], s.ends[i] = s.ends[i], s.ends[0]
			break
		}
	}
	for i, e := range s.ends {
		if e.converged {
			s.converged++
		}
		if s.near(i) {
			s.atBest++
		}
	}
	return s
}

func (s *search) best() *end { return &s.ends[0] }

// rival is the factor on the best objective up to which an optimum may be best in a resample.
const rival = 1.2

// near is whether an end is at the best objective.
func (s *search) near(i int) bool {
	return s.ends[i].value <= s.ends[0].value*(1+alike)+exact
}

// optima are the best optimum and up to two others, whose objectives a resample may exchange.
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
