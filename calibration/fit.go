package calibration

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/scenarios"
)

// Fit is the result of a search: constants of a scenario, and how sure they are. Its JSON form is the file beside a
// fitted scenario, which docs/calibration.md describes.
type Fit struct {
	Scenario       string          `json:"scenario"`        // its name
	ScenarioSHA256 string          `json:"scenario_sha256"` // of the file of the fitted scenario, in hexadecimal; empty until it is written
	Data           Source          `json:"data"`
	Free           []Constant      `json:"free"`
	Spread         map[Kind]Spread `json:"spread"`      // of measurements about predictions, by kind
	Ranges         []Range         `json:"ranges"`      // of the varied keys, in the measured runs
	Ensemble       [][]float64     `json:"ensemble"`    // constants that the data allow, each in the order of Free; equally likely
	Open           []Direction     `json:"open"`        // what the data leave open; empty: nothing
	Moves          int             `json:"moves"`       // times that every walker of the ensemble was moved
	Evaluations    int             `json:"evaluations"` // candidates that were simulated
	Seeds          int64           `json:"seeds"`       // simulated seeds of each setting, 1 to Seeds
	Seed           int64           `json:"seed"`        // of the search's draws
	EndedEarly     bool            `json:"ended_early"` // the time was up before the evaluations were
	Objective      float64         `json:"objective"`   // negative log-posterior density, up to a constant of the data
	Minima         []float64       `json:"minima"`      // objectives of the best candidates that were refined, least first

	problem     *problem
	objective   *objective
	predictions []float64
	validated   []float64 // predictions of the latest cross-validation
	journal     *journal
	search      *search
}

// FitFile is the name of the JSON file beside a fitted scenario.
func FitFile(scenario string) string { return strings.TrimSuffix(scenario, ".yaml") + ".fit.json" }

// Tasks are the names of the tasks that something was measured of.
func (f *Fit) Tasks() (list []string) {
	for _, o := range f.problem.all {
		if !slices.Contains(list, o.Task) {
			list = append(list, o.Task)
		}
	}
	return list
}

// Source says what a fit was made from.
type Source struct {
	File   string `json:"file"` // as the user typed it
	SHA256 string `json:"sha256"`
	Runs   int    `json:"runs"`
	Events int    `json:"events"` // that happened
}

// Range is between which values a key was varied.
type Range struct {
	Path string  `json:"path"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// ranges are those of all keys of the table, over the runs that keep holds for; nil: all.
func (d *Data) ranges(keep func(run int) bool) []Range {
	list := []Range{}
	for k, path := range d.Paths {
		r := Range{path, math.Inf(1), math.Inf(-1)}
		for i, run := range d.Runs {
			if x := d.Settings[run.Setting].Values[k]; keep == nil || keep(i) {
				r.Low, r.High = min(r.Low, x), max(r.High, x)
			}
		}
		list = append(list, r)
	}
	return list
}

// Constant is one fitted constant.
type Constant struct {
	Path      string  `json:"path"`  // of its key; tasks.*.KEY is one value for all tasks that have the key
	Value     float64 `json:"value"` // of the candidate with the least objective
	Low       float64 `json:"low"`   // 95% interval
	High      float64 `json:"high"`
	PriorLow  float64 `json:"prior_low"` // the middle 95% of the prior
	PriorHigh float64 `json:"prior_high"`
	Scale     string  `json:"scale"` // log or linear: where the prior is normal
	Open      bool    `json:"open"`  // the ensemble is more than half as wide as the prior
}

// Assignments give a scenario's keys the values of one member of the ensemble, or other values in the order of Free.
func (f *Fit) Assignments(s *scenarios.Scenario, values []float64) (list []scenarios.Assignment) {
	for i, c := range f.Free {
		for _, path := range expand(s, c.Path) {
			list = append(list, scenarios.Assignment{Path: path, Value: values[i]})
		}
	}
	return list
}

// ReadFit reads the JSON form of a fit.
func ReadFit(data []byte) (*Fit, error) {
	f := &Fit{}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(f); err != nil {
		return nil, err
	}
	return f, nil
}

// fit gathers the result.
func (s *search) fit(of found) *Fit {
	d, best, members := s.data, of.best, of.members
	f := &Fit{
		Scenario: s.scenario.Name,
		Data:     Source{d.File, d.SHA256, len(d.Runs), d.Events()},
		Spread:   s.spreads(of), Ranges: d.ranges(nil), Open: directions(s.free, members),
		Moves: s.moves, Evaluations: s.used, Seeds: s.options.Seeds, Seed: s.options.Seed, EndedEarly: s.early, Objective: best.score,
		problem: s.problem, objective: s.objective, predictions: best.predictions, journal: s.journal, search: s,
	}
	if f.Open == nil {
		f.Open = []Direction{}
	}
	for _, m := range of.minima {
		if !math.IsInf(m.score, 1) {
			f.Minima = append(f.Minima, m.score)
		}
	}
	for _, m := range members {
		values := make([]float64, len(s.free))
		for k := range values {
			values[k] = s.free[k].At(m.u[k])
		}
		f.Ensemble = append(f.Ensemble, values)
	}
	for k := range s.free {
		free := &s.free[k]
		c := Constant{Path: free.Path, Value: free.At(best.u[k]), PriorLow: free.Low, PriorHigh: free.High, Scale: "linear"}
		if free.Log {
			c.Scale = "log"
		}
		var coordinates []float64
		for _, m := range members {
			coordinates = append(coordinates, m.u[k])
		}
		low, high := s.interval(best.u[k], coordinates)
		c.Low, c.High = free.At(low), free.At(high)
		c.Open = deviation(coordinates) > openAt
		f.Free = append(f.Free, c)
	}
	return f
}

// interval is the 95% interval of a coordinate: percentiles of the ensemble, and no less than Student's t about the best candidate,
// with the ensemble's standard deviation, within the middle 95% of the prior. A short search has few members at the percentiles.
// The degrees of freedom are those that the spread between seeds rests on.
func (s *search) interval(best float64, ensemble []float64) (low, high float64) {
	slices.Sort(ensemble)
	reach := student(s.freedom).Quantile(1-stat.Tail) * deviation(ensemble)
	low = min(stat.Percentile(ensemble, stat.Tail), best, max(best-reach, -central))
	high = max(stat.Percentile(ensemble, 1-stat.Tail), best, min(best+reach, central))
	return low, high
}

// deviation is the standard deviation of a sample.
func deviation(x []float64) float64 {
	mean, squares := stat.Mean(x), 0.0
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return math.Sqrt(squares / float64(max(len(x)-1, 1)))
}

// Done deletes the file of the search's candidates. It is called once the fit is written.
func (f *Fit) Done() error { return f.journal.remove() }
