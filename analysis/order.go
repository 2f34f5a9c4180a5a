package analysis

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/analysis/transitions"
)

// Signs of a phase transition; docs/analysis.md defines each.
const (
	susceptibilityPeak Estimator = "susceptibility_peak" // where replicates differ most
	collapseCritical   Estimator = "collapse_critical"   // critical scale with the best collapse of all sizes
	collapseInverseNu  Estimator = "collapse_inverse_nu" // 1/nu of that collapse
	collapseExplained  Estimator = "collapse_explained"  // share of the variance on the one curve
)

// susceptibility finds where the replicates of a line differ most.
func (l *line) susceptibility(resamples int) []Threshold {
	metric := metricOf(l.table, accuracy)
	if metric < 0 {
		return nil
	}
	place, s := l.place(metric), l.series(metric)
	size := func(float64) float64 { return 1 } // along data all networks have one size
	if l.scale.axis >= 0 && l.table.Axes[l.scale.axis].Path == "model.params" {
		size = func(x float64) float64 { return x }
	}
	chi := transitions.MeasureSusceptibility(s, size, bootstrapOf(&place, string(susceptibilityPeak), resamples))
	if !chi.Place.Defined() {
		return nil
	}
	return []Threshold{l.rowOf(susceptibilityPeak, place, &s, l.scale.unit, chi.Place, resamples)}
}

// finiteSizes estimates how the transition along data sharpens with the size of the network, and how well the curves of
// all sizes collapse onto one.
func (p *plane) finiteSizes() (a across) {
	metric := metricOf(p.table, accuracy)
	if metric < 0 {
		return a
	}
	bySize := map[float64]int{}
	var sizes []transitions.Sized
	for _, run := range p.runs(score(metric)) {
		i, ok := bySize[run.X]
		if !ok {
			i = len(sizes)
			bySize[run.X] = i
			sizes = append(sizes, transitions.Sized{Size: run.X, Series: stat.Series{Chance: math.NaN()}})
		}
		o := stat.Observation{X: run.Y, Y: run.Value, Seed: run.Seed, Error: math.NaN()}
		sizes[i].Series.Observations = append(sizes[i].Series.Observations, o)
	}
	place := p.place(accuracy)
	scaled := transitions.ScaleBySize(sizes, bootstrapOf(&place, "finite size", p.resamples))
	for i, e := range []thresholds.Exponent{scaled.WidthExponent, scaled.PeakExponent} {
		if of := []string{"width of the rise", "susceptibility"}[i]; e.Exponent.Defined() {
			a.fits = append(a.fits, powerLaw(place, "finite-size", of+" against "+p.table.Axes[p.size].Name, e))
		}
	}
	draws := bootstrapOf(&place, "collapse", min(p.resamples, ofCollapse))
	c := transitions.FindCollapse(sizes, draws)
	if c.Reason == "" {
		a.thresholds = []Threshold{p.row(collapseCritical, place, "items", c.Critical), p.row(collapseInverseNu, place, "", c.InverseNu),
			p.row(collapseExplained, place, "", plain(c.Explained))}
		for i := range a.thresholds {
			a.thresholds[i].Resamples = draws.Resamples
		}
	}
	return a
}
