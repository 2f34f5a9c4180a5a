package sim

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/internal/random"
)

// topHeads is the number of heads that are ablated of n: 2%, rounded up, as Yin
// and Steinhardt count the top heads of a model (arXiv:2502.14010).
func topHeads(n int) int { return (n + 49) / 50 }

// ablateHeads looks at the two tasks that heads serve without the strongest
// function-vector heads, without the strongest induction heads that are none of
// those, and without as many drawn at random.
func (r *recorder) ablateHeads(seed int64) {
	h, s := r.n.heads, &r.f.heads
	if h == nil {
		return
	}
	top := topHeads(len(h.sites))
	stream := random.NewStream(seed, "ablated heads")
	luck := make([]float64, len(h.sites))
	for i := range luck {
		luck[i] = stream.Uniform(uint64(i))
	}
	function := strongest(s.function)[:top]
	induction := slices.DeleteFunc(strongest(s.induction), func(i int) bool { return slices.Contains(function, i) })
	drawn := strongest(luck)[:top]
	for _, i := range []int{h.copied, h.abstract} {
		r.result.Tasks[i].WithoutHeads = &HeadAblations{
			FunctionVector: r.o.withoutHeads(i, function),
			Induction:      r.o.withoutHeads(i, induction[:min(top, len(induction))]),
			Random:         r.o.withoutHeads(i, drawn),
		}
	}
	r.n.feel(r.f)
}

// strongest are the indices of strengths, the greatest first, equal ones in their order.
func strongest(strengths []float64) []int {
	order := make([]int, len(strengths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(strengths[b], strengths[a]) })
	return order
}

// withoutHeads is the test accuracy of task i with the strengths of some heads at
// 0. The strengths are put back, the fields are not.
func (o *observer) withoutHeads(i int, removed []int) float64 {
	s := &o.f.heads
	induction, function := slices.Clone(s.induction), slices.Clone(s.function)
	for _, k := range removed {
		s.induction[k], s.function[k] = 0, 0
	}
	o.n.feel(o.f)
	accuracy := o.look(i).testAccuracy
	copy(s.induction, induction)
	copy(s.function, function)
	return accuracy
}
