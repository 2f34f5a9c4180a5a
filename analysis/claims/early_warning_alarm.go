package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output/frames"
)

// Seeds up to lastTuned fix the level of the alarm, the others try it.
const (
	lastTuned   = 20
	falseAlarms = 0.05 // most share of tuning runs without the ability that raise the alarm
	precision   = 0.01 // of a measurement: the alarm is at least so far above what the measure is without any ability
	shownAt     = 0.5  // test accuracy at which it has shown
)

// watched is what an alarm makes of the runs of new seeds.
type watched struct {
	level float64
	runs  []watchedRun
}

// watchedRun has the compute at which a run raised the alarm and at which it showed the ability, infinite where never.
type watchedRun struct{ alarm, shown float64 }

// watch fixes the level of a measure, which is chance in a network without the ability, on some seeds and tries it on the others.
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
	var without []float64 // highest values of tuning runs that never show the ability
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

// leads are, of the runs that show the ability, compute when it shows over compute at the alarm.
func (w watched) leads() []float64 {
	var leads []float64
	for _, r := range w.runs {
		if !math.IsInf(r.shown, 1) {
			leads = append(leads, r.shown/r.alarm)
		}
	}
	return leads
}

// alarmed says which of the runs that show the ability, or of those that never do, raise the alarm before that.
func (w watched) alarmed(able bool) []bool {
	var list []bool
	for _, r := range w.runs {
		if shows := !math.IsInf(r.shown, 1); shows == able {
			list = append(list, !math.IsInf(r.alarm, 1) && r.alarm <= r.shown)
		}
	}
	return list
}
