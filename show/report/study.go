package report

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// study is a scenario's folder as the page has it.
type study struct {
	Name       string       `json:"name"`
	Title      string       `json:"title"`
	Dir        string       `json:"dir"`
	Story      []string     `json:"story"`
	Facts      [][2]string  `json:"facts"` // settings and provenance
	Text       string       `json:"text"`  // of the scenario file
	Rules      []string     `json:"rules"` // by which runs are taken together and chosen
	Design     string       `json:"design"`
	Seeds      int64        `json:"seeds"`
	Axes       []*axis      `json:"axes"` // of several values
	Quantities []quantity   `json:"quantities"`
	Points     *points      `json:"points"`
	Curves     *curves      `json:"curves"`
	Thresholds []threshold  `json:"thresholds"`
	Boundary   []place      `json:"boundary,omitempty"`
	Laws       []law        `json:"laws"`
	Explained  []importance `json:"explained"`

	manifest *output.Manifest
	all      []*axis // swept keys, those of one value too
	merged   bool    // several points are taken together
	rows     int
	planned  int64    // runs
	seeded   []seeded // of each point and task: kept for a comparison
	chosen   []middle // run of each point that is shown
}

// quantity is a float column of the runs table.
type quantity struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Unit    string `json:"unit,omitempty"`
	Meaning string `json:"meaning"`
	Event   bool   `json:"event,omitempty"` // the step of an event that may never happen
	Share   bool   `json:"share,omitempty"` // from 0 to 1
}

func quantities() []quantity {
	var list []quantity
	for _, c := range output.Columns(output.Runs, nil) {
		if c.Type != output.Float64 {
			continue
		}
		meaning, _, _ := strings.Cut(c.Meaning, "; null: ")
		list = append(list, quantity{Name: c.Name, Label: strings.ReplaceAll(c.Name, "_", " "), Unit: c.Unit, Meaning: meaning,
			Event: c.Null == "never", Share: c.Unit == "share"})
	}
	return list
}

// budget is how much of a study the page has room for.
type budget struct {
	points, numbers, curves int
	keep                    bool // the runs by their seeds, for a comparison
}

// newStudy reads what a folder's manifest says.
func newStudy(dir string) (*study, error) {
	m, err := output.ReadManifest(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, text.Refuse("%s: no tables of a study in this folder, expected one with %s", dir, output.ManifestName)
	case err != nil:
		return nil, err
	}
	s := &study{Name: m.Scenario, Title: m.Title, Dir: dir, Text: m.Text, Design: string(m.Design), Seeds: m.Seeds,
		Axes: []*axis{}, Quantities: []quantity{}, Rules: []string{}, manifest: m}
	if s.planned = m.Runs; m.Single {
		s.planned = 1
	}
	if s.Title == "" {
		s.Title = s.Name
	}
	return s, nil
}

// read reads a study and tells how far it is. An error of the user is a *text.Refusal.
func read(ctx context.Context, dir string, room budget, tell func(analysis.Progress)) (*study, error) {
	s, err := newStudy(dir)
	if err != nil {
		return nil, err
	}
	type found struct {
		summary *summary.Summary
		report  *analysis.Report
		err     error
	}
	told := make(chan found, 1)
	go func() {
		var f found
		f.summary, f.err = summary.Summarize(dir)
		if f.err == nil && f.summary.Runs*int64(len(f.summary.Tasks)) <= mostAnalyzed {
			f.report, f.err = analysis.Analyze(ctx, dir, evaluations.Mapping{}, analysis.Options{Tell: tell})
		}
		told <- f
	}()
	tell(analysis.Progress{Doing: "reading runs"})
	if err := s.readRuns(ctx, room); err != nil {
		return nil, err
	}
	var f found
	select {
	case f = <-told:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if f.err != nil {
		return nil, f.err
	}
	tell(analysis.Progress{Doing: "reading curves"})
	if err := s.readCurves(ctx, room.curves); err != nil {
		return nil, err
	}
	s.Rules = append(s.Rules, fmt.Sprintf("Numbers have %d digits here, bands and curves %d.", fine, coarse))
	s.tell(f.summary, f.report)
	s.Laws = lawsOf(f.report)
	s.Facts = s.facts()
	return s, nil
}

// batchParts is the number of parts that are read at a time.
const batchParts = 16

// readRuns takes the rows of the runs table together by the points of the plan.
func (s *study) readRuns(ctx context.Context, room budget) error {
	m := s.manifest
	tasks := 1
	if sc, _, err := scenarios.Parse(m.Scenario+".yaml", []byte(m.Text), m.Sets); err == nil {
		tasks = max(1, len(sc.Tasks))
	}
	list := quantities()
	limit := max(1, min(room.points, room.numbers/(3*tasks*len(list))))
	var planned int64
	s.all, planned = newAxes(m, limit)
	s.merged = slices.ContainsFunc(s.all, func(a *axis) bool { return a.cells > 0 })
	s.Points = &points{At: make([][]int, len(s.all)), known: map[string]int{}}
	numbers, words := []string{"run", "seed"}, []string{"task", "regime"}
	for _, a := range s.all {
		if a.source.Type == output.String {
			words = append(words, a.source.Column)
		} else {
			numbers = append(numbers, a.source.Column)
		}
	}
	first := len(numbers)
	for _, q := range list {
		numbers = append(numbers, q.Name)
	}
	paths, err := output.Parts(s.Dir, output.Runs)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return text.Refuse("%s: holds no runs yet", s.Dir)
	}
	type part struct {
		*columns
		err error
	}
	var tally medians
	at, last := make([]int, len(s.all)), -1.0
	for batch := range slices.Chunk(paths, batchParts) {
		parts, err := stat.Parallel(ctx, len(batch), func(i int) part {
			c, err := readColumns(batch[i], numbers, words)
			return part{c, err}
		})
		if err != nil {
			return err
		}
		for _, c := range parts {
			if c.err != nil {
				return fmt.Errorf("%w; circsim sweep makes damaged parts again", c.err)
			}
			for row := range c.rows {
				number, word := 2, 2
				for k, a := range s.all {
					if a.source.Type == output.String {
						at[k] = a.place(0, c.words[word][row])
						word++
					} else {
						at[k] = a.place(c.numbers[number][row], "")
						number++
					}
				}
				point := s.Points.find(at)
				run := c.numbers[0][row]
				if run != last {
					last = run
					s.rows++
					s.Points.Runs[point]++
				}
				of := func(i int) float64 { return c.numbers[first+i][row] }
				task := s.Points.task(c.words[0][row])
				task.cell(point, len(list)).add(list, of, c.words[1][row])
				if task == s.Points.Tasks[0] {
					tally.add(point, int64(run), of(accuracyColumn(list)))
				}
				if room.keep {
					s.keep(point, task.Task, int64(c.numbers[1][row]), len(list), of)
				}
			}
		}
	}
	s.settle(list, planned, &tally)
	return nil
}

// accuracyColumn is the number of test_accuracy.
func accuracyColumn(list []quantity) int {
	return slices.IndexFunc(list, func(q quantity) bool { return q.Name == "test_accuracy" })
}

// settle puts axes and points in order, and leaves out what is the same everywhere.
func (s *study) settle(list []quantity, planned int64, tally *medians) {
	p := s.Points
	for k, a := range s.all {
		places := a.order()
		for i, old := range p.At[k] {
			p.At[k][i] = places[old]
		}
	}
	paths := make([]string, len(s.all))
	for k, a := range s.all {
		paths[k] = a.Path
	}
	labels := summary.Labels(paths)
	var at [][]int
	for k, a := range s.all {
		a.Label, a.Unit = strings.ReplaceAll(labels[k], "_", " "), s.unit(a.source.Column)
		if slices.ContainsFunc(p.At[k], func(i int) bool { return i != p.At[k][0] }) {
			s.Axes, at = append(s.Axes, a), append(at, p.At[k])
		}
	}
	p.At = at
	for _, t := range p.Tasks {
		t.settle(list, len(p.Runs))
	}
	for _, q := range list {
		if slices.ContainsFunc(p.Tasks, func(t *results) bool { return t.Values[q.Name] != nil }) {
			s.Quantities = append(s.Quantities, q)
		}
	}
	s.chosen = tally.chosen()
	s.rules(planned)
}

// rules says how runs are taken together.
func (s *study) rules(planned int64) {
	if !s.merged {
		if s.Seeds > 1 {
			s.Rules = append(s.Rules, fmt.Sprintf("A point is a combination of values of the swept keys. Its number is the mean over its runs, of up to %s; "+
				"of the step of an event it is the median, and never where half of the runs or more never have it. "+
				"Bands reach from the lowest to the highest run. The regime of a point is that of most of its runs.", text.Count(s.Seeds, "seed")))
		}
		return
	}
	var cut []string
	for _, a := range s.Axes {
		if a.cells > 0 && len(a.From) > 0 {
			cut = append(cut, fmt.Sprintf("%s into %d", a.Path, len(a.Values)))
		}
	}
	s.Rules = append(s.Rules, fmt.Sprintf("The plan has %d points, too many for a page. Neighbouring values are taken together: %s. "+
		"The number of a cell is the mean over all its runs, of the step of an event the median, and never where half of the runs or more never have it. "+
		"Bands reach from its lowest to its highest run, so they hold differences of points too. The regime of a cell is that of most of its runs.",
		planned, strings.Join(cut, ", ")))
}

// unit is that of a column of runs; empty where it is a share of another column.
func (s *study) unit(column string) string {
	for _, table := range s.manifest.Tables {
		if table.Name != output.Runs {
			continue
		}
		for _, c := range table.Columns {
			if c.Name == column && !strings.HasPrefix(c.Unit, "as ") {
				return c.Unit
			}
		}
	}
	return ""
}

// facts are the settings and the provenance of the tables.
func (s *study) facts() [][2]string {
	m := s.manifest
	facts := [][2]string{{"scenario", m.Scenario}, {"design", string(m.Design)}}
	for _, a := range s.all {
		facts = append(facts, [2]string{"swept", a.told(len(a.Values))})
	}
	facts = append(facts,
		[2]string{"seeds", fmt.Sprintf("1 to %d of each point", m.Seeds)},
		[2]string{"runs", fmt.Sprintf("%d of %d", s.rows, s.planned)},
		[2]string{"tables", s.Dir})
	for _, set := range m.Sets {
		facts = append(facts, [2]string{"--set", set})
	}
	facts = append(facts,
		[2]string{"plan hash", m.PlanHash},
		[2]string{"made by", fmt.Sprintf("circsim %s, %s, %s/%s", m.Build.Version, m.Build.Go, m.Build.OS, m.Build.Arch)})
	for _, set := range m.Build.Settings {
		if set.Key == "vcs.revision" || set.Key == "vcs.modified" {
			facts = append(facts, [2]string{set.Key, set.Value})
		}
	}
	return facts
}

// told says which values an axis has.
func (a *axis) told(n int) string {
	switch {
	case n == 0:
		return a.Path
	case len(a.Names) > 0:
		const most = 8
		more := ""
		if n > most {
			more = fmt.Sprintf(" and %d more", n-most)
		}
		return fmt.Sprintf("%s: %s%s", a.Path, strings.Join(a.Names[:min(n, most)], ", "), more)
	case a.cells > 0:
		return fmt.Sprintf("%s: values from %s to %s, in %d cells", a.Path, text.Number(a.From[0], 4), text.Number(a.To[n-1], 4), n)
	case n == 1:
		return fmt.Sprintf("%s: %s", a.Path, text.Number(a.Values[0], 6))
	}
	return fmt.Sprintf("%s: %d values from %s to %s", a.Path, n, text.Number(a.Values[0], 4), text.Number(a.Values[n-1], 4))
}
