package claims

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// codes are what the rows have in Go, by name.
var codes = map[string]code{
	"chain-of-thought":   chainOfThought,
	"competition":        competition,
	"data-mix":           dataMix,
	"double-descent":     doubleDescent,
	"early-warning":      earlyWarning,
	"emergence-by-scale": emergenceByScale,
	"forecast":           forecast,
	"grokking":           grokking,
	"heads":              heads,
	"inductive-bias":     inductiveBias,
	"inside":             inside,
	"loss-threshold":     lossThreshold,
	"mirage":             mirage,
	"oracles":            oracles,
	"phase-transition":   phaseTransition,
	"regimes":            regimes,
	"scaling-laws":       scalingLaws,
	"semi-grokking":      semiGrokking,
	"ungrokking":         ungrokking,
}

// Rows are all phenomena, in the order of their numbers. The error lists what is wrong with their texts.
func Rows() ([]*Row, error) { return load(texts, codes) }

// Choose gives the rows of some names or numbers, all without any.
func Choose(names []string) ([]*Row, error) {
	all, err := Rows()
	if err != nil || len(names) == 0 {
		return all, err
	}
	var chosen []*Row
	for _, name := range names {
		i := slices.IndexFunc(all, func(r *Row) bool { return r.Name == name || fmt.Sprint(r.Number) == name })
		if i < 0 {
			return nil, fmt.Errorf("no phenomenon %q%s", name, text.Hint(name, namesOf(all)))
		}
		if !slices.Contains(chosen, all[i]) {
			chosen = append(chosen, all[i])
		}
	}
	slices.SortFunc(chosen, func(a, b *Row) int { return a.Number - b.Number })
	return chosen, nil
}

func namesOf(rows []*Row) []string {
	var known []string
	for _, r := range rows {
		known = append(known, r.Name)
	}
	return known
}
