package scalinglaws

import "github.com/circsim/circsim/internal/random"

// Numbers of runs above which they are thinned: intervals are narrow by then, and time is not. MostFitted is that of
// forms with an objective, mostCounted that of minima.
const (
	MostFitted  = 1024
	mostCounted = 1 << 14
)

// thin leaves as many of a sorted list: of each of so many equal stretches one at random.
func thin[T any](list []T, most int) []T {
	if len(list) <= most {
		return list
	}
	draws := random.NewStream(0, "scaling laws", "thin")
	kept := make([]T, most)
	width := float64(len(list)) / float64(most)
	for i := range kept {
		at := int((float64(i) + draws.Uniform(uint64(i))) * width)
		kept[i] = list[min(at, len(list)-1)]
	}
	return kept
}

// thinned says of a fit that runs were left out.
func (f *Fit) thinned(given, kept int) {
	if kept < given {
		f.warn("%d runs stand for %d", kept, given)
	}
}
