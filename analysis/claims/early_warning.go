package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

var earlyWarning = code{
	measures: map[string]measure{
		"lead-in-training": func(s *study) stat.Estimate { return stat.MedianOf(watch(s, sharesOf, 0).leads()) },
		"few-false-alarms": func(s *study) stat.Estimate { return stat.ShareOf(watch(s, sharesOf, 0).alarmed(false)) },
		"few-misses":       func(s *study) stat.Estimate { return stat.ShareOf(watch(s, sharesOf, 0).alarmed(true)) },
		"inside-before-outside": func(s *study) stat.Estimate {
			inside, outside := watch(s, sharesOf, 0).leads(), watch(s, accuraciesOf, 1./113).leads()
			return stat.MedianOf(floats.DivTo(inside, inside, outside))
		},
		"lead-in-size": func(s *study) stat.Estimate {
			level := watch(s, sharesOf, 0).level
			return runs("early-warning-size").median(func(f *frames.Frame) float64 {
				x := f.Floats("flops")
				return reaches(shownAt)(x, accuraciesOf(f)) / reaches(level)(x, sharesOf(f))
			})(s)
		},
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Addition of 2400 items at several sizes, inside and outside", X: "parameters", Y: "share", LogX: true, LogY: true}
		for _, seed := range []float64{1, 3} {
			f := s.runs("early-warning-size").At("seed", seed)
			share := sharesOf(f)
			for i, y := range share {
				if y < 1e-3 {
					share[i] = math.NaN()
				}
			}
			p.line("generalizing share of the logit, seed "+number(seed), f.Floats("model_params"), share)
			p.line("test accuracy, seed "+number(seed), f.Floats("model_params"), accuraciesOf(f))
		}
		return p
	},
}

func accuraciesOf(f *frames.Frame) []float64 { return f.Floats("test_accuracy") }

// Seeds up to lastTuned set the level of the alarm. The other seeds test it.
const (
	lastTuned   = 20
	falseAlarms = 0.05 // largest share of the tuning runs without the ability that may raise the alarm
	precision   = 0.01 // of a measurement: the level is at least this far above chance level
	shownAt     = 0.5  // test accuracy at which a run shows the ability
)

// watched is the level of an alarm, and what it does in the runs of new seeds.
type watched struct {
	level float64
	runs  []watchedRun
}

// watchedRun has the FLOPs at which a run raises the alarm, and those at which it shows the ability; infinite where it never does.
type watchedRun struct{ alarm, shown float64 }

// watch sets the level of an alarm on a measure with the first seeds, and tests it with the others. chance is the measure of a network
// without the ability.
func watch(s *study, measure func(*frames.Frame) []float64, chance float64) watched {
	curves := s.curves("early-warning")
	seed, run, flops := curves.Floats("seed"), curves.Floats("run"), curves.Floats("flops")
	accuracy, values := accuraciesOf(curves), measure(curves)
	type life struct{ from, to int } // the rows of a run
	var trial []life
	var without []float64 // highest values of the tuning runs that never show the ability
	for from, to := 0, 0; from < len(run); from = to {
		for to < len(run) && run[to] == run[from] {
			to++
		}
		if seed[from] > lastTuned {
			trial = append(trial, life{from, to})
		} else if slices.Max(accuracy[from:to]) < shownAt {
			without = append(without, slices.Max(values[from:to]))
		}
	}
	slices.Sort(without)
	quantile := without[int(math.Ceil((1-falseAlarms)*float64(len(without))))-1]
	w := watched{level: max(math.Nextafter(quantile, 2), chance+precision)}
	first := func(l life, y []float64, level float64) float64 {
		return never(reaches(level)(flops[l.from:l.to], y[l.from:l.to]))
	}
	for _, l := range trial {
		w.runs = append(w.runs, watchedRun{first(l, values, w.level), first(l, accuracy, shownAt)})
	}
	return w
}

// leads lists, for the runs that show the ability, the FLOPs at which they do over those at the alarm.
func (w watched) leads() []float64 {
	var leads []float64
	for _, r := range w.runs {
		if !math.IsInf(r.shown, 1) {
			leads = append(leads, r.shown/r.alarm)
		}
	}
	return leads
}

// alarmed counts the runs that show the ability, or those that never do, and how many of them raise the alarm no later.
func (w watched) alarmed(able bool) (alarms, runs int) {
	for _, r := range w.runs {
		if shows := !math.IsInf(r.shown, 1); shows != able {
			continue
		}
		runs++
		if !math.IsInf(r.alarm, 1) && r.alarm <= r.shown {
			alarms++
		}
	}
	return alarms, runs
}
