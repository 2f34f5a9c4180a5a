package analysis

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// lawful is the smallest number of distinct values along a scale that a law is fitted to.
const lawful = 5

// laws returns the fits of the scaling laws that a table's models can identify, by family: along one axis if it has enough
// values, and in both if parameters and tokens vary independently. The warning says what is left out.
func laws(t *evaluations.Table, resamples int) (fits []func() Fit, warning string) {
	telling := slices.DeleteFunc(models(t), func(g *trainedRuns) bool { return len(forms(g.runs)) == 0 })
	some, warning := affordableFamilies(telling)
	for _, g := range some {
		mixed := ""
		if !t.Simulated {
			mixed = g.mixed()
		}
		for _, form := range forms(g.runs) {
			fits = append(fits, func() Fit {
				fit := g.fit(form, resamples)
				fit.refuse(mixed)
				return fit
			})
		}
	}
	return fits, warning
}

// refuse says first why the constants of a law mean nothing; an empty reason changes nothing.
func (f *Fit) refuse(reason string) {
	if reason == "" {
		return
	}
	f.Warnings = slices.Insert(f.Warnings, 0, reason)
	for i := range f.Constants {
		f.Constants[i].Identified = false
	}
}

// fit fits a law to the models whose scales are known.
func (g *trainedRuns) fit(form form, resamples int) Fit {
	place := g.place
	place.Along = string(form.along)
	runs := form.known(g.runs)
	fit, err := form.fit(runs, stat.Bootstrap{Resamples: resamples, Stream: place.stream("law " + form.name)})
	if err != nil {
		failed := unsearched(place, form.name, "loss", len(runs))
		failed.Warnings = []string{err.Error()}
		return failed
	}
	law := lawOf(place, fit)
	law.Runs, law.Law = runs, &fit
	law.HeldOut, law.Optimum = form.holdOut(runs, nil), optimumOf(&fit, runs)
	if n := len(g.runs) - len(runs); n > 0 {
		law.Warnings = append(law.Warnings, fmt.Sprintf("%d of %d models left out, whose %s are unknown", n, len(g.runs), form.scales()))
	}
	return law
}

// form is a law, the axis it is along, and how it is fitted.
type form struct {
	name  string
	along scalinglaws.Axis // empty: params and tokens
	fit   func([]scalinglaws.Run, stat.Bootstrap) (scalinglaws.Fit, error)
}

// forms returns the laws that runs can identify.
func forms(runs []scalinglaws.Run) []form {
	of := form{name: "hoffmann", fit: scalinglaws.Hoffmann}
	both := of.known(runs)
	var all []form
	switch {
	case values(both, scalinglaws.Params) >= lawful && values(both, scalinglaws.Tokens) >= lawful && !inStep(both):
		all = []form{of, {name: "kaplan-nd", fit: scalinglaws.KaplanBoth}, {name: "gadre", fit: scalinglaws.OverTraining},
			{name: "isoflop", fit: isoFLOP}, {name: "envelope", fit: scalinglaws.Envelope}}
	case values(runs, scalinglaws.Params) >= lawful:
		all = []form{kaplan("kaplan-n", scalinglaws.Params), broken(scalinglaws.Params)}
	case values(runs, scalinglaws.Tokens) >= lawful:
		all = []form{kaplan("kaplan-d", scalinglaws.Tokens), broken(scalinglaws.Tokens)}
	}
	if values(both, scalinglaws.FLOPs) >= lawful && values(both, scalinglaws.Params) >= lawful && values(both, scalinglaws.Tokens) >= lawful {
		all = append(all, kaplan("kaplan-c", scalinglaws.FLOPs))
	}
	return all
}

func isoFLOP(runs []scalinglaws.Run, b stat.Bootstrap) (scalinglaws.Fit, error) {
	fit, _, err := scalinglaws.IsoFLOP(runs, b)
	return fit, err
}

func kaplan(name string, axis scalinglaws.Axis) form {
	return form{name, axis, func(runs []scalinglaws.Run, b stat.Bootstrap) (scalinglaws.Fit, error) {
		return scalinglaws.Kaplan(runs, axis, b)
	}}
}

func broken(axis scalinglaws.Axis) form {
	return form{"broken-power-law", axis, func(runs []scalinglaws.Run, b stat.Bootstrap) (scalinglaws.Fit, error) {
		return scalinglaws.BrokenPowerLaw(runs, axis, b)
	}}
}

// known returns the runs whose scales are known.
func (f *form) known(runs []scalinglaws.Run) []scalinglaws.Run {
	var known []scalinglaws.Run
	for _, r := range runs {
		if f.along == "" && r.Params > 0 && r.Tokens > 0 || f.along != "" && along(r, f.along) > 0 {
			known = append(known, r)
		}
	}
	return known
}

// scales names the scales of a form.
func (f *form) scales() string {
	if f.along == "" {
		return "params or tokens"
	}
	return string(f.along)
}

// along is a run's value on an axis; 0 if unknown.
func along(r scalinglaws.Run, axis scalinglaws.Axis) float64 {
	switch axis {
	case scalinglaws.Params:
		return r.Params
	case scalinglaws.Tokens:
		return r.Tokens
	}
	return r.FLOPs
}

// values counts distinct known values.
func values(runs []scalinglaws.Run, axis scalinglaws.Axis) int {
	seen := map[float64]bool{}
	for _, r := range runs {
		if x := along(r, axis); x > 0 {
			seen[x] = true
		}
	}
	return len(seen)
}

// inStep says whether tokens are the same multiple of parameters in all runs, to 1%: then no law can separate the two.
func inStep(runs []scalinglaws.Run) bool {
	least, most := math.Inf(1), 0.0
	for _, r := range runs {
		least, most = min(least, r.Tokens/r.Params), max(most, r.Tokens/r.Params)
	}
	return most < 1.01*least
}

func lawOf(place Place, f scalinglaws.Fit) Fit {
	fit := Fit{
		Place: place, Form: f.Form, Of: "loss", Points: f.Runs, Objective: f.Objective, Starts: f.Starts, Converged: f.Converged,
		AtBest: f.AtBest, Condition: f.Condition, Resamples: f.Resamples, Failed: f.Failed, Warnings: f.Warnings,
	}
	for _, c := range f.Constants {
		fit.Constants = append(fit.Constants, Constant(c))
	}
	return fit
}
