package evaluations

import (
	"math"
	"slices"
)

// groups finds rows that say of themselves the same: all but their scores.
type groups struct {
	slots []int32 // open addressing: number of the group and 1
	hash  []uint64
}

// of is the number of the group of a row, from 0, and whether it is new. first gives the first row of a group.
func (g *groups) of(r *Row, withLoss bool, first func(group int32) *Row) (group int32, fresh bool) {
	if 4*(len(g.hash)+1) > 3*len(g.slots) {
		g.grow()
	}
	h := hashOf(r, withLoss)
	mask := uint64(len(g.slots) - 1)
	for at := h & mask; ; at = (at + 1) & mask {
		n := g.slots[at] - 1
		if n < 0 {
			n = int32(len(g.hash))
			g.slots[at] = n + 1
			g.hash = append(g.hash, h)
			return n, true
		}
		if g.hash[n] == h && alike(first(n), r, withLoss) {
			return n, false
		}
	}
}

func (g *groups) grow() {
	g.slots = make([]int32, max(1<<10, 2*len(g.slots)))
	mask := uint64(len(g.slots) - 1)
	for n, h := range g.hash {
		at := h & mask
		for g.slots[at] != 0 {
			at = (at + 1) & mask
		}
		g.slots[at] = int32(n) + 1
	}
}

// hashOf mixes what alike compares, but for the subject's words: rows that differ in these alone are few.
func hashOf(r *Row, withLoss bool) uint64 {
	h := uint64(14695981039346656037)
	mix := func(x uint64) {
		h ^= x
		h *= 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	for _, text := range []string{r.Model, r.Task, r.Condition} {
		mix(uint64(len(text)))
		for i := range len(text) {
			h = (h ^ uint64(text[i])) * 1099511628211
		}
	}
	mix(uint64(r.Seed))
	for _, x := range [...]float64{r.Params, r.Tokens, r.FLOPs, r.Step} {
		mix(math.Float64bits(x))
	}
	if withLoss {
		mix(math.Float64bits(r.Loss))
	}
	for _, x := range r.Axis {
		mix(math.Float64bits(x))
	}
	return h
}

func alike(a, b *Row, withLoss bool) bool {
	return a.Subject == b.Subject && a.Seed == b.Seed && same(a.Params, b.Params) && same(a.Tokens, b.Tokens) &&
		same(a.FLOPs, b.FLOPs) && same(a.Step, b.Step) && (!withLoss || same(a.Loss, b.Loss)) && slices.EqualFunc(a.Axis, b.Axis, same)
}

// same takes two missing numbers as equal.
func same(a, b float64) bool { return a == b || a != a && b != b }
