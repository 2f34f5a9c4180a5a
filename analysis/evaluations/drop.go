package evaluations

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/circsim/circsim/scenarios"
)

// drop leaves out the rows with the fewest tokens per parameter, as many as the mapping says; among equals, the
// first. Besiroglu et al. clean the data of Hoffmann et al. in this way (arXiv:2404.10102).
func (b *builder) drop() error {
	n := int(b.mapping.lowestTokensPerParam.value)
	if n == 0 {
		return nil
	}
	var known []int
	for i := range b.rows {
		if x := b.rows[i].Tokens / b.rows[i].Params; x == x {
			known = append(known, i)
		}
	}
	if len(known) <= n {
		return scenarios.Errors{b.mapping.lowestTokensPerParam.at.fault("drop.lowest_tokens_per_param is %d, but only %d rows have params and tokens or flops, expected more", n, len(known))}
	}
	slices.SortStableFunc(known, func(i, j int) int {
		return cmp.Compare(b.rows[i].Tokens/b.rows[i].Params, b.rows[j].Tokens/b.rows[j].Params)
	})
	out := known[:n]
	slices.Sort(out)
	kept := 0
	for i := range b.rows {
		if len(out) > 0 && out[0] == i {
			out = out[1:]
			continue
		}
		b.rows[kept], b.lines[kept] = b.rows[i], b.lines[i]
		kept++
	}
	b.rows, b.lines = b.rows[:kept], b.lines[:kept]
	b.notes.add(0, 0, n, fmt.Sprintf("left out by drop.lowest_tokens_per_param: %d", n))
	return nil
}
