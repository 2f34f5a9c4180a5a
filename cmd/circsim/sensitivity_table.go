package main

import (
	"bytes"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sweep/summary"
)

// sensitivityTable writes sensitivities for people, axes in the order of the file.
func sensitivityTable(s *summary.Sensitivities) []byte {
	var text bytes.Buffer
	of, units := s.Of, "base points"
	if s.Log {
		of = "log10 " + of
	}
	if s.Morris != nil {
		units = "trajectories"
	}
	seeds := ""
	if s.Seeds > 1 {
		seeds = fmt.Sprintf(", mean of %d seeds", s.Seeds)
	}
	fmt.Fprintf(&text, "%s, %s of %s%s: %d %s, %d runs\n", s.Scenario, of, s.Task, seeds, s.Units, units, s.Runs)
	if s.Never > 0 {
		fmt.Fprintf(&text, "%d of %d runs never come to it: counted as their last step\n", s.Never, s.Runs)
	}
	fmt.Fprintln(&text)
	axes := summary.Labels(s.Axes)
	if s.Sobol != nil {
		writeSobol(&text, s, axes)
	} else {
		writeMorris(&text, s, axes)
	}
	return text.Bytes()
}

func writeSobol(text *bytes.Buffer, s *summary.Sensitivities, axes []string) {
	if s.Sobol.Variance == 0 {
		fmt.Fprintf(text, "%s is %s at every base point: there is no variance to explain\n", s.Of, short(s.Sobol.Mean))
		return
	}
	columns(text, part, "first order\ttotal", axes, s.Sobol.First, s.Sobol.Total)
	fmt.Fprintf(text, "\nvariance %s about a mean of %s; [95%% intervals]\n", short(s.Sobol.Variance), short(s.Sobol.Mean))
	matter(text, axes, s.Sobol.Total, 0.01, "1% of the variance")
}

func writeMorris(text *bytes.Buffer, s *summary.Sensitivities, axes []string) {
	most := 0.0
	for _, size := range s.Morris.MuStar {
		most = max(most, size.Value)
	}
	if most == 0 {
		fmt.Fprintf(text, "no axis changes %s anywhere\n", s.Of)
		return
	}
	columns(text, change, "mu\tmu*\tsigma", axes, s.Morris.Mu, s.Morris.MuStar, s.Morris.Sigma)
	fmt.Fprintln(text, "\nmean, mean size and spread of the change over an axis's range; [95% intervals]")
	for k, way := range s.Ways {
		if way.Listed {
			fmt.Fprintf(text, "%s goes from %s to %s\n", axes[k], summary.Cell(way.From), summary.Cell(way.To))
		}
	}
	matter(text, axes, s.Morris.MuStar, most/20, "a twentieth of the largest mu*")
}

func columns(text *bytes.Buffer, cell func(float64) string, header string, axes []string, lists ...[]stat.Estimate) {
	aligned := tabwriter.NewWriter(text, 0, 0, 2, ' ', 0)
	fmt.Fprintf(aligned, "axis\t%s\n", header)
	for k, axis := range axes {
		fmt.Fprint(aligned, axis)
		for _, list := range lists {
			fmt.Fprintf(aligned, "\t%s [%s, %s]", cell(list[k].Value), cell(list[k].Low), cell(list[k].High))
		}
		fmt.Fprintln(aligned)
	}
	aligned.Flush()
}

func change(x float64) string { return number("%.3g", x) }

// part is a share of the variance; it has no sign where it is 0.
func part(x float64) string {
	if text := number("%.3f", x); text != "-0.000" {
		return text
	}
	return "0.000"
}

// matter tells the axes apart whose intervals lie above what is little, below it, or on both sides.
func matter(text *bytes.Buffer, axes []string, list []stat.Estimate, little float64, meaning string) {
	var more, less, open []string
	for k, axis := range axes {
		switch {
		case list[k].Low > little:
			more = append(more, axis)
		case list[k].High < little:
			less = append(less, axis)
		default:
			open = append(open, axis)
		}
	}
	for _, group := range []struct {
		what string
		axes []string
	}{{"matter, more than " + meaning, more}, {"do not, less than that", less}, {"undecided, more points would tell", open}} {
		if len(group.axes) > 0 {
			fmt.Fprintf(text, "%s: %s\n", group.what, strings.Join(group.axes, ", "))
		}
	}
}
