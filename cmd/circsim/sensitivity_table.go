package main

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sweep/summary"
)

// sensitivityTable writes sensitivities for people, axes in the order of the file.
func sensitivityTable(s *summary.Sensitivities, screen text.Screen) string {
	p := text.NewPage(screen)
	of, units := s.Of, "base points"
	if s.Log {
		of = "log10 " + of
	}
	switch {
	case s.Morris != nil:
		units = "trajectories"
	case s.Given != nil:
		units = "points"
	}
	seeds := ""
	if s.Seeds > 1 {
		seeds = fmt.Sprintf(", mean of %d seeds", s.Seeds)
	}
	p.Line("%s, %s of %s%s: %d %s, %d runs", s.Scenario, of, s.Task, seeds, s.Units, units, s.Runs)
	if s.Never > 0 {
		p.Line("%d of %d runs never reach the event: they count as the last step", s.Never, s.Runs)
	}
	p.Gap()
	axes := summary.Labels(s.Axes)
	switch {
	case s.Sobol != nil:
		writeSobol(p, s, axes)
	case s.Given != nil:
		writeGiven(p, s, axes)
	default:
		writeMorris(p, s, axes)
	}
	return p.String()
}

func share(x float64) string { return text.Fixed(x, 3) }

func writeSobol(p *text.Page, s *summary.Sensitivities, axes []string) {
	if s.Sobol.Variance == 0 {
		p.Line("%s is %s at every base point: there is no variance to explain", s.Of, text.Number(s.Sobol.Mean, 4))
		return
	}
	listEstimates(p, share, axes, []string{"first order", "total"}, s.Sobol.First, s.Sobol.Total)
	p.Gap()
	p.Line("variance %s about a mean of %s; [95%% intervals]", text.Number(s.Sobol.Variance, 4), text.Number(s.Sobol.Mean, 4))
	matter(p, axes, s.Sobol.Total, 0.01, "1% of the variance")
}

// writeGiven has no total indices: points of any design do not give the share of interactions.
func writeGiven(p *text.Page, s *summary.Sensitivities, axes []string) {
	if s.Given.Variance == 0 {
		p.Line("%s is %s at every point: there is no variance to explain", s.Of, text.Number(s.Given.Mean, 4))
		return
	}
	listEstimates(p, share, axes, []string{"first order"}, s.Given.First)
	p.Gap()
	p.Line("variance %s about a mean of %s; [95%% intervals]", text.Number(s.Given.Variance, 4), text.Number(s.Given.Mean, 4))
	matter(p, axes, s.Given.First, 0.05, "5% of the variance by themselves")
}

func writeMorris(p *text.Page, s *summary.Sensitivities, axes []string) {
	most := 0.0
	for _, size := range s.Morris.MuStar {
		most = max(most, size.Value)
	}
	if most == 0 {
		p.Line("no axis changes %s anywhere", s.Of)
		return
	}
	change := func(x float64) string { return text.Number(x, 3) }
	listEstimates(p, change, axes, []string{"mu", "mu*", "sigma"}, s.Morris.Mu, s.Morris.MuStar, s.Morris.Sigma)
	p.Gap()
	p.Line("mean, mean size and spread of the change over an axis's range; [95%% intervals]")
	for k, way := range s.Ways {
		if way.Listed {
			p.Line("%s goes from %s to %s", axes[k], summary.Cell(way.From), summary.Cell(way.To))
		}
	}
	matter(p, axes, s.Morris.MuStar, most/20, "a twentieth of the largest mu*")
}

// listEstimates has a row for every axis, and a column for every list of estimates.
func listEstimates(p *text.Page, number func(float64) string, axes, header []string, lists ...[]stat.Estimate) {
	t := text.NewTable(append([]string{"axis"}, header...)...)
	for k, axis := range axes {
		cells := []string{axis}
		for _, list := range lists {
			cells = append(cells, fmt.Sprintf("%s [%s, %s]", number(list[k].Value), number(list[k].Low), number(list[k].High)))
		}
		t.Row(cells...)
	}
	p.Table(t)
}

// matter groups the axes by whether the intervals of their estimates lie above a threshold, below it, or across it.
func matter(p *text.Page, axes []string, list []stat.Estimate, threshold float64, meaning string) {
	titles := []string{"matter, more than " + meaning, "do not matter, less than that", "undecided, more points would decide"}
	groups := make([][]string, len(titles))
	for k, axis := range axes {
		group := 2
		if list[k].Low > threshold {
			group = 0
		} else if list[k].High < threshold {
			group = 1
		}
		groups[group] = append(groups[group], axis)
	}
	for g, group := range groups {
		if len(group) > 0 {
			p.Line("%s: %s", titles[g], strings.Join(group, ", "))
		}
	}
}
