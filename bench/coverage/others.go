package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// experiment makes tables whose answers are known, for the estimators that are not of one curve.
type experiment struct {
	of     string // what the answers are from
	noise  string
	answer func(trial int) []named
}

// named is an answer with the estimator's name.
type named struct {
	estimator string
	answer
}

// experiments are those of laws, of phases, and of curves whose largest model is broken.
func experiments() []experiment { return slices.Concat(lawsOfOthers(), phases(), brokenEnds()) }

// row holds the tallies of one estimator and what its tables are from, by noise.
type row struct {
	estimator, of string
	cells         map[string]*tally
}

// others counts how often the intervals of experiments hold the truth.
func others(ctx context.Context, list []experiment, trials int) ([]*row, error) {
	found, err := stat.Parallel(ctx, len(list), func(i int) [][]named {
		all := make([][]named, trials)
		for trial := range trials {
			all[trial] = list[i].answer(trial)
		}
		return all
	})
	if err != nil {
		return nil, err
	}
	var rows []*row
	for i, all := range found {
		for _, answers := range all {
			for _, a := range answers {
				k := slices.IndexFunc(rows, func(r *row) bool { return r.estimator == a.estimator && r.of == list[i].of })
				if k < 0 {
					k = len(rows)
					rows = append(rows, &row{a.estimator, list[i].of, map[string]*tally{}})
				}
				if rows[k].cells[list[i].noise] == nil {
					rows[k].cells[list[i].noise] = &tally{}
				}
				rows[k].cells[list[i].noise].count(a.answer)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *row) int { return strings.Compare(a.estimator, b.estimator) })
	return rows, nil
}

// deviates are independent draws of variance 1.
type deviates struct {
	stream random.Stream
	next   uint64
	heavy  bool // of Student's t with three degrees of freedom
}

func newDeviates(trial int, heavy bool, purpose ...string) *deviates {
	return &deviates{stream: random.NewStream(int64(trial), append([]string{"coverage"}, purpose...)...), heavy: heavy}
}

func (d *deviates) normal() float64 {
	d.next++
	return d.stream.Normal(d.next)
}

func (d *deviates) draw() float64 {
	x := d.normal()
	if d.heavy {
		a, b, c := d.normal(), d.normal(), d.normal()
		x *= math.Sqrt(1 / (a*a + b*b + c*c))
	}
	return x
}

func drawing(trial int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(int64(trial), "coverage bootstrap")}
}

// tableOfOthers writes a line for every estimator and form.
func tableOfOthers(p *strings.Builder, rows []*row) {
	var columns []string
	for _, r := range rows {
		for _, e := range experiments() {
			if r.cells[e.noise] != nil && !slices.Contains(columns, e.noise) {
				columns = append(columns, e.noise)
			}
		}
	}
	fmt.Fprintf(p, "| estimate | of | %s |\n|---|---|%s\n", strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
	for _, r := range rows {
		fmt.Fprintf(p, "| %s | %s |", r.estimator, r.of)
		for _, c := range columns {
			if t := r.cells[c]; t != nil {
				fmt.Fprintf(p, " %s |", t)
			} else {
				p.WriteString(" |")
			}
		}
		p.WriteString("\n")
	}
}
