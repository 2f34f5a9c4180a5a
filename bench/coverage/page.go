package main

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

// lowest and highest are the coverage that intervals of 95% should have.
const lowest, highest = 0.90, 0.98

//go:embed page.md
var heading string

//go:embed others.md
var othersHeading string

//go:embed scores.md
var scoresHeading string

// page writes the tables.
func page(ctx context.Context, trials int) (string, error) {
	found, err := measure(ctx, all(counts), trials)
	if err != nil {
		return "", err
	}
	rows, err := others(ctx, experiments(), trials)
	if err != nil {
		return "", err
	}
	var p strings.Builder
	fmt.Fprintf(&p, heading, trials)
	for e, name := range estimators {
		fmt.Fprintf(&p, "\n## `%s`\n\n", name)
		table(&p, "form", found, e, func(m measured) string { return m.shape.name })
		p.WriteString("\n")
		table(&p, "scales", found, e, func(m measured) string { return fmt.Sprintf("%d %s", m.scales, m.spacing.name) })
	}
	p.WriteString(othersHeading)
	tableOfOthers(&p, rows)
	p.WriteString(scoresHeading)
	err = tableOfScores(ctx, &p, trials)
	return p.String(), err
}

// table writes a row for every group of designs, a column for every noise.
func table(p *strings.Builder, title string, found []measured, estimator int, group func(measured) string) {
	fmt.Fprintf(p, "| %s |", title)
	for _, n := range noises {
		fmt.Fprintf(p, " %s |", n.name)
	}
	fmt.Fprintf(p, "\n|---|%s\n", strings.Repeat("---|", len(noises)))
	var rows []string
	cells := map[string]*tally{}
	for _, m := range found {
		row := group(m)
		key := row + "|" + m.noise.name
		if cells[key] == nil {
			cells[key] = &tally{}
		}
		cells[key].add(m.tallies[estimator])
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	for _, row := range rows {
		fmt.Fprintf(p, "| %s |", row)
		for _, n := range noises {
			fmt.Fprintf(p, " %s |", cells[row+"|"+n.name])
		}
		p.WriteString("\n")
	}
}

// String is the coverage in percent, in bold outside of the range that it should be in, and the share of curves without an
// interval if it is 10% or more.
func (t *tally) String() string {
	if t.told() == 0 {
		return "-"
	}
	s := fmt.Sprintf("%.0f", 100*t.covered())
	if t.covered() < lowest || t.covered() > highest {
		s = "**" + s + "**"
	}
	if none := float64(t.undefined) / float64(t.told()+t.undefined); none >= 0.1 {
		s += fmt.Sprintf(" (%.0f none)", 100*none)
	}
	return s
}
