package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// tableOfScores says what noise makes of breakthroughness, which has no interval: its ratio to that of the expected scores.
func tableOfScores(ctx context.Context, p *strings.Builder, trials int) error {
	p.WriteString("| form |")
	for _, n := range noises {
		fmt.Fprintf(p, " %s |", n.name)
	}
	fmt.Fprintf(p, "\n|---|%s\n", strings.Repeat("---|", len(noises)))
	lines, err := stat.Parallel(ctx, len(shapes), func(i int) string {
		line := fmt.Sprintf("| %s |", shapes[i].name)
		for _, n := range noises {
			d := design{shapes[i], n, spacings[0], 12}
			var ratios []float64
			for trial := range trials {
				c := d.draw(trial)
				if r := thresholds.EmergenceScore(means(c.Series)) / thresholds.EmergenceScore(means(c.expected())); !math.IsNaN(r) && !math.IsInf(r, 0) {
					ratios = append(ratios, r)
				}
			}
			if len(ratios) < trials/2 {
				line += " - |" // the expected score is infinite: it stands still between most scales
				continue
			}
			slices.Sort(ratios)
			line += fmt.Sprintf(" %.2f (%.2f to %.2f) |", stat.Percentile(ratios, 0.5), stat.Percentile(ratios, 0.05), stat.Percentile(ratios, 0.95))
		}
		return line + "\n"
	})
	for _, line := range lines {
		p.WriteString(line)
	}
	return err
}

// means are the mean scores by ascending scale.
func means(s stat.Series) (list []float64) {
	for at := range stat.ByScale(s.Ordered()) {
		sum := 0.0
		for _, o := range at {
			sum += o.Y
		}
		list = append(list, sum/float64(len(at)))
	}
	return list
}
