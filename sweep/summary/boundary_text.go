package summary

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

const (
	printedEvery = 4 // of the places of a boundary
	maxMeetings  = 3 // pairs of regimes that are printed
)

// meeting is two regimes that meet, the one of lower values first.
type meeting struct{ below, above sim.Regime }

// Write prints every fourth place of the boundaries that are longest, and where the file of all places is, in the study's folder.
func (b *Boundary) Write(p *text.Page, dir string) {
	labels := Labels([]string{b.Along, b.Across})
	if len(b.Line) == 0 {
		p.Line("%s, where regimes meet: all %d points have one regime", b.Task, b.Points)
		return
	}
	p.Line("%s, where regimes meet: %s by %s", b.Task, labels[1], labels[0])
	meetings := b.meetings()
	shown := min(len(meetings), maxMeetings)
	for from := 0; from < shown; {
		to := shown
		for to > from+1 && !b.table(labels[0], meetings[from:to]).Fits(p.Screen()) {
			to--
		}
		p.Table(b.table(labels[0], meetings[from:to]))
		from = to
	}
	p.Line("%s at which one regime gives way to the next; [95%% intervals]", labels[1])
	file := filepath.Join(dir, output.BoundaryName)
	rest := meetings[shown:]
	if len(rest) == 0 {
		p.Paragraph(fmt.Sprintf("all %s: %s", text.Count(len(b.Line), "place"), file))
		return
	}
	p.Paragraph(fmt.Sprintf("all %s: %s, which also has", text.Count(len(b.Line), "place"), file))
	words := make([]string, len(rest))
	for i, m := range rest {
		words[i] = m.String()
	}
	p.Wrap(words, ", ")
}

func (m meeting) String() string { return fmt.Sprintf("%s | %s", m.below, m.above) }

// table has a row for every fourth place where any of the pairs of regimes meet, and a column for every pair.
func (b *Boundary) table(along string, meetings []meeting) *text.Table {
	header := []string{along}
	for _, m := range meetings {
		header = append(header, m.String())
	}
	t := text.NewTable(header...)
	for i, at := range b.places() {
		if i%printedEvery != 0 {
			continue
		}
		row := []string{number(at)}
		met := false
		for _, m := range meetings {
			cell := b.cell(at, m)
			row, met = append(row, cell), met || cell != text.Absent
		}
		if met {
			t.Row(row...)
		}
	}
	return t
}

// places are the values of the axis along with a boundary.
func (b *Boundary) places() (list []float64) {
	for _, p := range b.Line {
		list = append(list, p.Along)
	}
	return slices.Compact(list)
}

// meetings lists the pairs of regimes, those that meet at most places first.
func (b *Boundary) meetings() (list []meeting) {
	times := map[meeting]int{}
	for _, p := range b.Line {
		m := meeting{p.Below, p.Above}
		if times[m]++; times[m] == 1 {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b meeting) int { return times[b] - times[a] })
	return list
}

// cell is where two regimes meet at a place.
func (b *Boundary) cell(at float64, m meeting) string {
	var list []string
	for _, p := range b.Line {
		if p.Along == at && p.Below == m.below && p.Above == m.above {
			list = append(list, fmt.Sprintf("%s [%s, %s]", number(p.Across.Value), end(p.Across.Low), end(p.Across.High)))
		}
	}
	if len(list) == 0 {
		return text.Absent
	}
	return strings.Join(list, "; ")
}

// end is a bound, empty where there is none.
func end(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return text.Number(x, 3)
}
