package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output/frames"
)

// Seeds up to lastTuned set the level of the alarm. The other seeds test it.
const (
	lastTuned   = 20
	falseAlarms = 0.05 // highest share of the runs without the ability that may raise the alarm while its level is set
	precision   = 0.01 // of a measurement: the level is at least so far above chance level
	shownAt     = 0.5  // test accuracy at which the ability has shown
)

// watched is the level of an alarm and what it does in the runs of new seeds.
type watched struct {
	level float64
	runs  []watchedRun
}

// watchedRun is the compute at which a run raises the alarm and that at which it shows the ability; infinite where it never does.
type watchedRun struct{ alarm, shown float64 }

// watch sets the level of an alarm on a measure with the first seeds, and tests it with the others. chance is what the measure is in a
// network without the ability.
func watch(s *Study, measure func(*frames.Frame) []float64, chance float64) watched {
	curves := s.Curves("early-warning")
	seed, run, flops, accuracy, values := curves.Floats("seed"), curves.Floats("run"), curves.Floats("flops"), accuraciesOf(curves), measure(curves)
	type life struct{ from, to int }
	var tuning, trial []life
	for from := 0; from < len(run); {
		to := from
		for to < len(run) && run[to] == run[from] {
			to++
		}
		if seed[from] <= lastTuned {
			tuning = append(tuning, life{from, to})
		} else {
			trial = append(trial, life{from, to})
		}
		from = to
	}
	var without []float64 // highest values of the runs that never show the ability, ascending
	for _, l := range tuning {
		if slices.Max(accuracy[l.from:l.to]) < shownAt {
			without = append(without, slices.Max(values[l.from:l.to]))
		}
	}
	slices.Sort(without)
	quantile := without[int(math.Ceil((1-falseAlarms)*float64(len(without))))-1]
	w := watched{level: max(math.Nextafter(quantile, 2), chance+precision)}
	first := func(l life, y []float64, level float64) float64 {
		if at := Reaches(level)(flops[l.from:l.to], y[l.from:l.to]); at == at {
			return at
		}
		return math.Inf(1)
	}
	for _, l := range trial {
		w.runs = append(w.runs, watchedRun{first(l, values, w.level), first(l, accuracy, shownAt)})
	}
	return w
}

// leads are, for the runs that show the ability, the compute at which it shows over the compute at the alarm.
func (w watched) leads() []float64 {
	var leads []float64
	for _, r := range w.runs {
		if !math.IsInf(r.shown, 1) {
			leads = append(leads, r.shown/r.alarm)
		}
	}
	return leads
}

// alarmed looks at the runs that show the ability, or at those that never do. It says which of them raise the alarm, no later than the
// ability shows.
func (w watched) alarmed(able bool) []bool {
	var list []bool
	for _, r := range w.runs {
		if shows := !math.IsInf(r.shown, 1); shows == able {
			list = append(list, !math.IsInf(r.alarm, 1) && r.alarm <= r.shown)
		}
	}
	return list
}
