package scalinglaws

import "github.com/circsim/circsim/internal/random"

// Numbers of runs above which runs are thinned to keep fits fast; intervals of so many are narrow.
const (
	MostFitted  = 1024    // of forms with an objective
	mostCounted = 1 << 14 // of isoflop and envelope
)

// thin keeps at most this many elements of a sorted list: a random one of each of as many equal
// stretches.
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

// thinned warns that runs were left out.
func (f *Fit) thinned(given, kept int) {
	if kept < given {
		f.warn("fitted to %d of %d runs, %d left out at random to save time", kept, given, given-kept)
	}
}
