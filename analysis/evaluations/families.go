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
	type member struct {
		model  string
		params float64
		many   bool // the family has another model or size too
	}
	var order []string
	members := map[string]*member{}
	for i := range b.rows {
		r := &b.rows[i]
		first, ok := members[r.Family]
		if !ok {
			members[r.Family] = &member{r.Model, r.Params, false}
			order = append(order, r.Family)
			continue
		}
		first.many = first.many || first.model != r.Model || !same(first.params, r.Params)
	}
	var single []string
	for _, family := range order {
		if !members[family].many {
			single = append(single, text.Quote(family))
		}
	}
	if len(single) == 0 {
		return
	}
	b.notes.whole(fmt.Sprintf("a single model in family %s: no threshold along size there", enumerate(single, 5)))
}
