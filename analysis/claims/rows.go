package claims

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// Rows are all phenomena, in the order of their numbers.
func Rows() []*Row {
	rows := []*Row{grokking(), mirage(), lossThreshold(), regimes(), ungrokking(), semiGrokking(), doubleDescent(), oracles(), inside(), phaseTransition(), earlyWarning(), scalingLaws(), dataMix(), emergenceByScale(), competition(), heads(), chainOfThought(), inductiveBias(), forecast()}
	slices.SortFunc(rows, func(a, b *Row) int { return a.Number - b.Number })
	return rows
}

// Choose gives the rows of some names or numbers, all without any.
func Choose(names []string) ([]*Row, error) {
	all := Rows()
	if len(names) == 0 {
		return all, nil
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
