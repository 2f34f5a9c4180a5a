package claims

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// Row is a phenomenon. Its texts and claims are in rows/NAME.md.
type Row struct {
	Name      string // words joined by dashes; also the name of its page in docs/phenomena
	Title     string // one line
	number    int
	Scenarios []string // names in the library
	published []string // scenarios whose constants are those of a paper
	constants []string // free constants, each a key and its value: fitted to published curves, or chosen by hand
	mechanism string   // which rule of the model produces it, Markdown
	trust     string   // how far to trust it, Markdown
	claims    []Claim

	picture func(*study) Picture
}

// code is the part of a row that is written in Go.
type code struct {
	measures map[string]measure // those without a key measure in the Markdown, by the name of their claim
	picture  func(*study) Picture
}

// codes are the Go parts of the rows, by name.
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
	"modulus":            modulus,
	"oracles":            oracles,
	"phase-transition":   phaseTransition,
	"real-networks":      realNetworks,
	"regimes":            regimes,
	"scaling-laws":       scalingLaws,
	"semi-grokking":      semiGrokking,
	"ungrokking":         ungrokking,
}

// Choose finds rows by name or number, and sorts them by number. Without names it gives all rows. The error says which name is
// unknown, or lists what is wrong with the texts of the rows.
func Choose(names []string) ([]*Row, error) {
	all, err := load(texts, codes)
	if err != nil || len(names) == 0 {
		return all, err
	}
	var known []string
	for _, r := range all {
		known = append(known, r.Name)
	}
	var chosen []*Row
	for _, name := range names {
		i := slices.IndexFunc(all, func(r *Row) bool { return r.Name == name || fmt.Sprint(r.number) == name })
		if i < 0 {
			return nil, fmt.Errorf("no phenomenon %q%s", name, text.Hint(name, known))
		}
		if !slices.Contains(chosen, all[i]) {
			chosen = append(chosen, all[i])
		}
	}
	slices.SortFunc(chosen, func(a, b *Row) int { return a.number - b.number })
	return chosen, nil
}
