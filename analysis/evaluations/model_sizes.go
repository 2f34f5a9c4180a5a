package evaluations

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// sizeOfName finds a size among the words of a model's name: 7B in Qwen2.5-7B, 410m in pythia-410m, 7b1 in bloom-7b1.
// A mixture of experts such as 8x7B has none.
var sizeOfName = text.Pattern(`(?i)(?:^|[^a-z0-9.])(\d+(?:[._]\d+)?)\s?([kmbt])(\d?)(?:$|[^a-z0-9])`)

// sizeInName returns the number of parameters that a model's name tells; NaN if it tells none.
func sizeInName(model string) float64 {
	for _, m := range sizeOfName().FindAllStringSubmatchIndex(model, -1) {
		digits := strings.Replace(model[m[2]:m[3]], "_", ".", 1)
		if m[6] < m[7] { // 7b1 is 7.1 billion
			if strings.Contains(digits, ".") {
				continue
			}
			digits += "." + model[m[6]:m[7]]
		}
		if strings.HasPrefix(strings.ToLower(strings.TrimLeft(model[m[7]:], "-_ ")), "tok") {
			continue
		}
		if x, err := strconv.ParseFloat(digits, 64); err == nil && x > 0 {
			return x * suffixes[model[m[4]]|0x20] // in lower case
		}
	}
	return math.NaN()
}

// sizeByName returns the params of a row by the name of its model.
func (b *builder) sizeByName(s *Subject, line int) float64 {
	x, known := b.sizes[s.Model]
	if !known {
		x = sizeInName(s.Model)
		b.sizes[s.Model] = x
	}
	if math.IsNaN(x) {
		b.notes.count("no size", line, func() string {
			return fmt.Sprintf("the name of model %s tells no size: its params are unknown", text.Quote(s.Model))
		})
		return x
	}
	b.notes.count("sizes", line, func() string {
		return fmt.Sprintf("params are read from the names of models, such as %s from %s", decimal(x), text.Quote(s.Model))
	})
	return x
}

// offerSizes says how to read the sizes in the names of models, if the table has no others.
func (b *builder) offerSizes() {
	if !b.has(roleModel) || b.has(roleParams) || b.has(roleTokens) || b.has(roleFLOPs) || b.sizes != nil {
		return
	}
	models := b.different(func(r *Row) string { return r.Model })
	found, example := 0, ""
	for _, model := range models {
		if !math.IsNaN(sizeInName(model)) {
			if found++; found == 1 {
				example = model
			}
		}
	}
	if found > 0 {
		b.notes.whole(fmt.Sprintf("no sizes, but the names of %d of %d models tell them, such as %s: %s --column %s would read them",
			found, len(models), text.Quote(example), b.mapping.command(b.table.Path), shellText("params="+b.nameOf(roleModel))))
	}
}
