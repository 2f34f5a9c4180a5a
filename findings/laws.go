package findings

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/evaluations"
	"github.com/circsim/circsim/scalinglaws"
)

// lawful is the least number of different models that a law is fitted to.
const lawful = 5

// laws fits the scaling laws that a table's models can tell, family by family: those along one
// axis where it has enough values, and those of both where parameters and tokens vary apart.
func laws(t *evaluations.Table, resamples int) []Fit {
	names, groups := models(t)
	var fits []Fit
	for _, name := range names {
		g := groups[name]
		for _, form := range forms(g.runs) {
			place := g.place
			place.Along = string(form.along)
			b := scalinglaws.Bootstrap{Resamples: resamples, Stream: place.stream("law " + form.name)}
			fit, err := form.fit(g.runs, b)
			if err != nil {
				fits = append(fits, Fit{Place: place, Form: form.name, Of: "loss", Points: len(g.runs), Objective: math.NaN(), Condition: math.NaN(), Warnings: []string{err.Error()}})
				continue
			}
			fits = append(fits, lawOf(place, fit))
		}
	}
	return fits
}

// trainedRuns are the models of one family and condition.
type trainedRuns struct {
	place Place
	runs  []scalinglaws.Run
}

// models are the different models of a table, whatever the task, with the loss at their last checkpoint.
func models(t *evaluations.Table) ([]string, map[string]*trainedRuns) {
	sized := slices.IndexFunc(t.Axes, func(a evaluations.Axis) bool { return a.Path == "model.params" })
	long := slices.IndexFunc(t.Axes, func(a evaluations.Axis) bool { return a.Path == "training.steps" })
	var names []string
	groups := map[string]*trainedRuns{}
	seen := map[string]map[scalinglaws.Run]bool{}
	final := lastSteps(t)
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Loss-r.Loss != 0 || r.Step < final[trainedOf(r)] {
			continue
		}
		fixed := fixedBut(t, r, sized, long)
		name := r.Family + "\x00" + fixed
		g := groups[name]
		if g == nil {
			g = &trainedRuns{place: Place{Source: t.Path, Study: t.Study, Family: r.Family, Fixed: fixed, Metric: "loss"}}
			names, groups[name], seen[name] = append(names, name), g, map[scalinglaws.Run]bool{}
		}
		run := scalinglaws.Run{Params: r.Params, Tokens: r.Tokens, FLOPs: r.FLOPs, Loss: r.Loss}
		if known := seen[name]; !known[run] {
			known[run] = true
			g.runs = append(g.runs, run)
		}
	}
	slices.Sort(names)
	return names, groups
}

// form is a law, the axis it is along, and how it is fitted.
type form struct {
	name  string
	along scalinglaws.Axis // empty: several
	fit   func([]scalinglaws.Run, scalinglaws.Bootstrap) (scalinglaws.Fit, error)
}

// forms are the laws that runs can tell.
func forms(runs []scalinglaws.Run) []form {
	params := values(runs, func(r scalinglaws.Run) float64 { return r.Params })
	tokens := values(runs, func(r scalinglaws.Run) float64 { return r.Tokens })
	flops := values(runs, func(r scalinglaws.Run) float64 { return r.FLOPs })
	along := func(f func([]scalinglaws.Run, scalinglaws.Axis, scalinglaws.Bootstrap) (scalinglaws.Fit, error), axis scalinglaws.Axis) func([]scalinglaws.Run, scalinglaws.Bootstrap) (scalinglaws.Fit, error) {
		return func(runs []scalinglaws.Run, b scalinglaws.Bootstrap) (scalinglaws.Fit, error) {
			return f(runs, axis, b)
		}
	}
	var all []form
	switch {
	case params >= lawful && tokens >= lawful && !inStep(runs):
		all = append(all, form{"hoffmann", "", scalinglaws.Hoffmann}, form{"kaplan-nd", "", scalinglaws.KaplanBoth}, form{"gadre", "", scalinglaws.OverTraining},
			form{"isoflop", "", func(runs []scalinglaws.Run, b scalinglaws.Bootstrap) (scalinglaws.Fit, error) {
				fit, _, err := scalinglaws.IsoFLOP(runs, b)
				return fit, err
			}}, form{"envelope", "", scalinglaws.Envelope})
	case params >= lawful:
		all = append(all, form{"kaplan-n", scalinglaws.Params, along(scalinglaws.Kaplan, scalinglaws.Params)}, form{"broken-power-law", scalinglaws.Params, along(scalinglaws.BrokenPowerLaw, scalinglaws.Params)})
	case tokens >= lawful:
		all = append(all, form{"kaplan-d", scalinglaws.Tokens, along(scalinglaws.Kaplan, scalinglaws.Tokens)}, form{"broken-power-law", scalinglaws.Tokens, along(scalinglaws.BrokenPowerLaw, scalinglaws.Tokens)})
	}
	if flops >= lawful && params >= lawful && tokens >= lawful {
		all = append(all, form{"kaplan-c", scalinglaws.FLOPs, along(scalinglaws.Kaplan, scalinglaws.FLOPs)})
	}
	return all
}

// values counts different positive values.
func values(runs []scalinglaws.Run, of func(scalinglaws.Run) float64) int {
	seen := map[float64]bool{}
	for _, r := range runs {
		if x := of(r); x > 0 {
			seen[x] = true
		}
	}
	return len(seen)
}

// inStep says whether tokens are a function of parameters: then no law can tell them apart.
func inStep(runs []scalinglaws.Run) bool {
	tokens := map[float64]float64{}
	for _, r := range runs {
		if d, ok := tokens[r.Params]; ok && d != r.Tokens {
			return false
		}
		tokens[r.Params] = r.Tokens
	}
	ratios := make([]float64, 0, len(runs))
	for _, r := range runs {
		ratios = append(ratios, r.Tokens/r.Params)
	}
	slices.SortFunc(ratios, cmp.Compare[float64])
	return len(ratios) == 0 || ratios[len(ratios)-1] < 1.01*ratios[0]
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
