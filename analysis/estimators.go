package analysis

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/random"
)

// Estimator names what a Threshold estimates.
type Estimator string

// Estimators on every curve; docs/analysis.md defines each.
const (
	onsetScale       Estimator = "onset"            // where the score leaves chance
	halfRise         Estimator = "half_rise"        // middle of a fitted Hill curve that rises
	halfFall         Estimator = "half_fall"        // of one that falls, as that of a loss
	width            Estimator = "width"            // decades between 10% and 90% of its rise
	breakpoint       Estimator = "breakpoint"       // where a fitted ramp begins
	breakthroughness Estimator = "breakthroughness" // of BIG-bench
	linearity        Estimator = "linearity"        // of BIG-bench, normalized to 1 for a straight line
	emergenceScore   Estimator = "emergence_score"  // of Schaeffer et al.
)

// measured holds the estimates on one series.
type measured struct {
	place      Place
	series     stat.Series
	draws      stat.Bootstrap // the same for all estimates, which share refits
	onset      thresholds.Onset
	half       Estimator // halfRise or halfFall
	halfRise   stat.Estimate
	scatters   bool // see thresholds.Gathered.Scatters
	thresholds []Threshold
}

// measure estimates everything on one metric of a line.
func (l *line) measure(metric, resamples int) measured {
	m := measured{place: l.place(metric), series: l.series(metric), half: halfRise}
	if len(scalesIn(&m.series)) < fewest {
		return m
	}
	gathered := thresholds.Gather(m.series)
	m.scatters = gathered.Scatters()
	m.draws = bootstrapOf(&m.place, "curve", resamples)
	m.onset = gathered.Onset(m.draws)
	if !math.IsNaN(m.onset.LeftOut) {
		gathered = thresholds.Gather(m.onset.Used(m.series))
	}
	rise := gathered.Sigmoid(m.draws)
	ramp := gathered.Ramp(m.draws)
	m.onset.Remark(&rise.Middle, &rise.Width, &ramp.Start)
	m.halfRise = rise.Middle
	if falls(&rise, m.series.Lower) {
		m.half = halfFall
		for _, e := range []*stat.Estimate{&rise.Middle, &rise.Width, &ramp.Start} {
			e.Reason = strings.ReplaceAll(e.Reason, "rise", "fall")
		}
	}
	y := means(&m.series)
	score := thresholds.EmergenceScore(y)

	add := func(e Estimator, unit string, x stat.Estimate) {
		m.thresholds = append(m.thresholds, l.rowOf(e, m.place, &m.series, unit, x, resamples))
	}
	add(onsetScale, l.scale.unit, remarked(m.onset, rise.Middle))
	m.thresholds[0].Test = m.onset.Test
	if p := m.onset.P; len(p) > 0 {
		m.thresholds[0].P = p[len(p)-1]
	}
	add(m.half, l.scale.unit, rise.Middle)
	add(width, "decades", rise.Width)
	add(breakpoint, l.scale.unit, ramp.Start)
	add(breakthroughness, "", plain(score))
	add(linearity, "", plain(thresholds.Linearity(y)))
	add(emergenceScore, "", plain(score))
	m.thresholds = append(m.thresholds, l.finer(metric, &m, gathered, resamples)...)
	return m
}

// remarked is the scale of an onset. If it lies beyond the half rise, its reason says why.
func remarked(o thresholds.Onset, half stat.Estimate) stat.Estimate {
	if !(o.Scale.Value > half.Value) {
		return o.Scale
	}
	why := "beyond the half rise: with this noise the test needs a score of " + number(o.Critical)
	if o.LastAtChance > half.Value {
		why = "beyond the half rise: the score is not above chance at " + number(o.LastAtChance)
	}
	e := o.Scale
	e.Reason = why
	if o.Scale.Reason != "" {
		e.Reason += "; " + o.Scale.Reason
	}
	return e
}

// falls is whether a curve falls along the scale. Of a curve without a rise or a fall the metric tells.
func falls(r *thresholds.Rise, lower bool) bool {
	if !r.Middle.Defined() {
		return lower
	}
	return r.Ceiling.Value < r.Floor.Value
}

// rowOf is the row of a number estimated on one series.
func (l *line) rowOf(e Estimator, place Place, s *stat.Series, unit string, x stat.Estimate, resamples int) Threshold {
	if x.Reason == stat.NoResamples {
		x.Reason = l.open
	}
	return Threshold{
		Place: place, Estimator: e, Estimate: x, Unit: unit,
		Chance: s.Chance, Scales: len(scalesIn(s)), Observations: len(s.Observations), P: math.NaN(), Resamples: resamples,
	}
}

// bootstrapOf has random numbers keyed by the curve and what is estimated on it.
func bootstrapOf(p *Place, what string, resamples int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: resamples, Stream: p.stream(what)}
}

// stream is keyed by what the rows say. Path and study are left out, and family and task too, which are the study's name
// where no column names them: the same table gives the same intervals under any file name.
func (p *Place) stream(what string) random.Stream {
	return random.NewStream(0, "findings", what, p.Model, p.Fixed, p.Metric, p.Along)
}

// plain is a number that has no interval.
func plain(x float64) stat.Estimate {
	switch {
	case math.IsInf(x, 0):
		return stat.Undefined("infinite: the score stands still between most neighbouring scales")
	case x != x:
		return stat.Undefined("not defined")
	}
	return stat.Descriptive(x)
}
