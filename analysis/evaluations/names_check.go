package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// checkNames finds the metrics whose lower scores are better, and reports metrics, tasks, models and columns of the
// mapping that the table does not have.
func (b *builder) checkNames() {
	m := b.mapping
	var metrics []string
	for _, metric := range b.table.Metrics {
		metrics = append(metrics, metric.Name)
	}
	for _, w := range m.lower {
		if !slices.ContainsFunc(metrics, w.fits) {
			b.fault(w.at, "lower_is_better: no metric %s%s", text.Quote(w.text), text.Hint(w.text, metrics))
		}
	}
	for i := range b.table.Metrics {
		metric := &b.table.Metrics[i]
		metric.Lower = isLower(metric.Name) || isUnnamed(metric.Name) && isLower(b.table.Study) || slices.ContainsFunc(m.lower, func(w word) bool { return w.fits(metric.Name) })
	}
	tasks := func() []string {
		return slices.Concat(metrics, b.different(func(r *Row) string { return r.Task }))
	}
	models := func() []string { return b.different(func(r *Row) string { return r.Model }) }
	b.known("units", m.units, "column or metric in use", func() []string { return slices.Concat(b.unitNames(), metrics) })
	b.known("chance", m.chance, "task or score column", tasks)
	b.known("items", m.items, "task or score column", tasks)
	b.known("sizes", m.sizes, "model", models)
}

// isUnnamed reports whether a metric's name says nothing, as in exports of TensorBoard, whose files name the metric.
func isUnnamed(metric string) bool {
	return strings.EqualFold(metric, "value") || strings.EqualFold(metric, "score")
}

// known reports the amounts whose names are not among those that of returns.
func (b *builder) known(key string, amounts []amount, what string, of func() []string) {
	if len(amounts) == 0 {
		return
	}
	names := of()
	for _, a := range amounts {
		if !slices.ContainsFunc(names, word{text: a.name}.fits) {
			b.fault(a.at, "%s.%s: no such %s%s", key, text.Line(a.name), what, text.Hint(a.name, names))
		}
	}
}

// different returns the different texts of the rows, in the order of the rows.
func (b *builder) different(of func(*Row) string) []string {
	var list []string
	seen := map[string]bool{}
	for i := range b.rows {
		if text := of(&b.rows[i]); !seen[text] {
			seen[text] = true
			list = append(list, text)
		}
	}
	return list
}
