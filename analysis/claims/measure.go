package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// measure is the simulated number of a claim, from the tables of its row.
type measure func(*Study) Estimate

// blanks are what a claim fills in: columns X and Y, a number P, a word W.
type blanks struct {
	x, y, word string
	at         float64
}

// forms are those of the key measure, before "in TABLE of SCENARIO [where COLUMN = P and ...]". A claim that needs another
// one has a function of its name in the row's Go file.
var forms = []struct {
	form string
	of   func(blanks) func(*frames.Frame) Estimate
}{
	{"median of Y", overRows(Median)},
	{"mean of Y", overRows(Mean)},
	{"highest of Y", overRows(func(y []float64) Estimate { return Exactly(slices.Max(y)) })},
	{"lowest of Y", overRows(func(y []float64) Estimate { return Exactly(slices.Min(y)) })},
	{"share with Y = W", shareWith},
	{"slope of Y against X", slopeAgainst},
	{"mean Y at X = P", ofMean(valueAt)},
	{"X at which mean Y reaches P", ofMean(Reaches)},
	{"X at the lowest point of the valley of mean Y", ofMean(anywhere(Lowest))},
	{"depth of the valley of mean Y along X", ofMean(anywhere(Depth))},
}

var (
	blank  = regexp.MustCompile(`\b[XYPW]\b`)
	source = regexp.MustCompile(`^(.+) in (runs|curves|circuits) of (\S+?)(?: where (.+))?$`)
)

// parseMeasure reads the key measure of a claim.
func parseMeasure(text string, scenarios []string) (measure, error) {
	parts := source.FindStringSubmatch(text)
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
	return func(s *Study) Estimate { return of(keep(s.read(scenario, table))) }, nil
}

func parseForm(text string) (func(*frames.Frame) Estimate, error) {
	var known []string
	for _, m := range forms {
		form := regexp.MustCompile("^" + blank.ReplaceAllString(m.form, "(?<$0>.+)") + "$")
		known = append(known, m.form)
		words := form.FindStringSubmatch(text)
		if words == nil {
			continue
		}
		var b blanks
		for i, name := range form.SubexpNames() {
			var err error
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
			if err != nil {
				return nil, err
			}
		}
		return m.of(b), nil
	}
	return nil, fmt.Errorf("measure %q, expected one of: %s", text, strings.Join(known, "; "))
}

// overRows is a statistic of a column, or of the ratio of two, over the rows: one a seed.
func overRows(statistic func([]float64) Estimate) func(blanks) func(*frames.Frame) Estimate {
	return func(b blanks) func(*frames.Frame) Estimate {
		above, below, ratio := strings.Cut(b.y, " / ")
		return func(f *frames.Frame) Estimate {
			values := numbers(f, above)
			if ratio {
				for i, z := range numbers(f, below) {
					values[i] /= z
				}
			}
			return statistic(values)
		}
	}
}

// numbers are a column. A step that was never reached is infinite.
func numbers(f *frames.Frame, column string) []float64 {
	if strings.HasPrefix(column, "step_") {
		return frames.Never(f.Floats(column))
	}
	return f.Floats(column)
}

func shareWith(b blanks) func(*frames.Frame) Estimate {
	return func(f *frames.Frame) Estimate { return shareOf(f, b.y, b.word) }
}

// slopeAgainst is the mean over seeds of the slope of ln y against ln x.
func slopeAgainst(b blanks) func(*frames.Frame) Estimate {
	return func(f *frames.Frame) Estimate {
		return Mean(f.BySeed(func(f *frames.Frame) float64 { return slopeOf(f, b.x, b.y) }))
	}
}

// ofMean is a number read off the mean over seeds of y against x, at a place or a level.
func ofMean(read func(at float64) func(x, y []float64) float64) func(blanks) func(*frames.Frame) Estimate {
	return func(b blanks) func(*frames.Frame) Estimate {
		return func(f *frames.Frame) Estimate { return OfMeanCurve(f, b.x, b.y, read(b.at)) }
	}
}

// anywhere is for what needs no place.
func anywhere(read func(x, y []float64) float64) func(float64) func(x, y []float64) float64 {
	return func(float64) func(x, y []float64) float64 { return read }
}

// valueAt is a curve's value at a place, on the straight line between points.
func valueAt(place float64) func(x, y []float64) float64 {
	return func(x, y []float64) float64 { return readAt(x, y, place) }
}
