package metrics

import (
	"fmt"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// Every bit of a sum is that of the same terms added one after another.
func TestSlidingSumsAddInOrder(t *testing.T) {
	noise := random.NewStream(1, "sliding", "")
	drawn := func(n int, counter uint64) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = noise.Normal(counter + uint64(i))
		}
		return x
	}
	for _, stride := range []int{1, 2, 7} {
		for _, terms := range []int{1, termsTogether - 1, termsTogether, 3*termsTogether + 5} {
			const n = 21
			for _, way := range []struct{ first, by int }{{3, 1}, {3 + terms - 1, -1}} {
				t.Run(fmt.Sprint(stride, terms, way), func(t *testing.T) {
					const zeros = 2
					weights, given := drawn(terms, 0), drawn(terms+n*stride/2, 1000)
					values := make([]float64, 3+terms+n*stride) // some sums have zeros alone
					copy(values[zeros:], given)
					sums := drawn(n, 9000) // what was there does not count
					newSliding(zeros, given, stride).sums(sums, weights, way.first, way.by)
					for i, got := range sums {
						want := 0.0
						for j, w := range weights {
							want += float64(w * values[way.first+i*stride+j*way.by])
						}
						if got != want {
							t.Errorf("sum %d: %g, want %g", i, got, want)
						}
					}
				})
			}
		}
	}
}
