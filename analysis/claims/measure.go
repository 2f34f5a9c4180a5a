package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// measure is the simulated number of a claim, from the tables of its row.
type measure func(*study) stat.Estimate

// blanks are what a claim fills into a form: columns X and Y, a number P, a word W.
type blanks struct {
	x, y, word string
	at         float64
}

// forms are those of the key measure, before "in TABLE of SCENARIO [where COLUMN = P and ...]".
var forms = []struct {
	form string
	of   func(*frames.Frame, blanks) stat.Estimate
}{
	{"median of Y", func(f *frames.Frame, b blanks) stat.Estimate { return stat.MedianOf(values(f, b.y)) }},
	{"mean of Y", func(f *frames.Frame, b blanks) stat.Estimate { return meanOf(values(f, b.y)) }},
	{"highest of Y", func(f *frames.Frame, b blanks) stat.Estimate { return stat.Exact(slices.Max(values(f, b.y))) }},
	{"lowest of Y", func(f *frames.Frame, b blanks) stat.Estimate { return stat.Exact(slices.Min(values(f, b.y))) }},
	{"share with Y = W", func(f *frames.Frame, b blanks) stat.Estimate {
		return stat.ShareOf(count(f.Words(b.y), func(word string) bool { return word == b.word }), f.Len())
	}},
	{"share with Y >= P", func(f *frames.Frame, b blanks) stat.Estimate {
		return stat.ShareOf(count(values(f, b.y), func(y float64) bool { return y >= b.at }), f.Len())
	}},
	{"spread of ln Y", func(f *frames.Frame, b blanks) stat.Estimate { return deviationOf(logs(values(f, b.y))) }},
	{"slope of Y against X", func(f *frames.Frame, b blanks) stat.Estimate {
		return meanOf(f.BySeed(func(f *frames.Frame) float64 { return stat.LogSlope(f.Floats(b.x), f.Floats(b.y)) }))
	}},
	{"mean Y at X = P", func(f *frames.Frame, b blanks) stat.Estimate {
		return ofMeanCurve(f, b.x, b.y, func(x, y []float64) float64 { return readAt(x, y, b.at) })
	}},
	{"X at which mean Y reaches P", func(f *frames.Frame, b blanks) stat.Estimate { return ofMeanCurve(f, b.x, b.y, reaches(b.at)) }},
	{"X at the lowest point of the valley of mean Y", func(f *frames.Frame, b blanks) stat.Estimate { return ofMeanCurve(f, b.x, b.y, lowest) }},
	{"depth of the valley of mean Y along X", func(f *frames.Frame, b blanks) stat.Estimate { return ofMeanCurve(f, b.x, b.y, depth) }},
}

var (
	blank  = text.Pattern(`\b[XYPW]\b`)
	source = text.Pattern(`^(.+) in (runs|curves|circuits) of (\S+?)(?: where (.+))?$`)
)

// parseMeasure reads the key measure of a claim.
func parseMeasure(text string, scenarios []string) (measure, error) {
	parts := source().FindStringSubmatch(text)
	if parts == nil {
		return nil, fmt.Errorf("measure %q, expected MEASURE in runs, curves or circuits of SCENARIO [where COLUMN = P and ...]", text)
	}
	table, scenario := output.Table(parts[2]), parts[3]
	if !slices.Contains(scenarios, scenario) {
		return nil, fmt.Errorf("measure of %q, expected a scenario of the row: %s", scenario, strings.Join(scenarios, ", "))
	}
	keep, err := parseConditions(parts[4])
	if err != nil {
		return nil, err
	}
	of, err := parseForm(parts[1])
	if err != nil {
		return nil, err
	}
	return func(s *study) stat.Estimate { return of(keep(s.table(scenario, table))) }, nil
}

func parseForm(text string) (func(*frames.Frame) stat.Estimate, error) {
	var known []string
	for _, m := range forms {
		known = append(known, m.form)
		form := regexp.MustCompile("^" + blank().ReplaceAllString(m.form, "(?<$0>.+)") + "$")
		words := form.FindStringSubmatch(text)
		if words == nil {
			continue
		}
		var b blanks
		var err error
		for i, name := range form.SubexpNames() {
			switch name {
			case "X":
				b.x = words[i]
			case "Y":
				b.y = words[i]
			case "W":
				b.word = words[i]
			case "P":
				b.at, err = parseNumber(words[i])
			}
		}
		return func(f *frames.Frame) stat.Estimate { return m.of(f, b) }, err
	}
	return nil, fmt.Errorf("measure %q, expected one of: %s", text, strings.Join(known, "; "))
}

// values are a column, or the ratio "Y / Z" of two, row by row. The step of an event that never happened is infinite.
func values(f *frames.Frame, column string) []float64 {
	if above, below, ratio := strings.Cut(column, " / "); ratio {
		y := values(f, above)
		for i, z := range values(f, below) {
			y[i] /= z
		}
		return y
	}
	if strings.HasPrefix(column, "step_") {
		return frames.Never(f.Floats(column))
	}
	return f.Floats(column)
}
