package evaluations

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
)

// families warns of families of a single model, which have no threshold along size.
func (b *builder) families() {
	if !b.has(roleModel) && !b.has(roleParams) {
		return
	}
	first := map[string]*Row{}
	many := map[string]bool{} // the family has several models or sizes
	for i := range b.rows {
		r := &b.rows[i]
		if first[r.Family] == nil {
			first[r.Family] = r
		}
		f := first[r.Family]
		many[r.Family] = many[r.Family] || f.Model != r.Model || !same(f.Params, r.Params)
	}
	var single []string
	for _, family := range b.different(func(r *Row) string { return r.Family }) {
		if !many[family] {
			single = append(single, text.Quote(family))
		}
	}
	if len(single) == 0 {
		return
	}
	b.notes.whole(fmt.Sprintf("a single model in family %s: no threshold along size there", enumerate(single, 5)))
}
