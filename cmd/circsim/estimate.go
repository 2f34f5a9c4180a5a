package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

// dryRun says what each sweep would do and cost, and makes no run.
func dryRun(c *cli.Context, studies []*scenarios.Scenario, o sweep.Options) error {
	refused := false
	for _, s := range studies {
		there, err := sweep.Look(c.Context, s, o)
		switch {
		case err != nil && status(err) == exitWrong:
			say(c.App.ErrWriter, err)
			refused = true
			continue
		case err != nil:
			return err
		}
		says, err := prediction(c.Context, s, o, there)
		if err == nil {
			err = write(text.Messages{W: c.App.Writer}, []byte(says))
		}
		if err != nil {
			return err
		}
	}
	if refused {
		return fault{exitWrong}
	}
	return nil
}

// prediction is what a sweep would cost, and what would become of results that are there.
func prediction(ctx context.Context, s *scenarios.Scenario, o sweep.Options, there sweep.Survey) (string, error) {
	if there.Complete && there.Kept > 0 {
		return fate(s.Name, there), nil
	}
	e, err := sweep.Predict(ctx, s, o)
	if err != nil {
		return "", err
	}
	if e.Runs == 0 {
		return fmt.Sprintf("%s: shard %d/%d has no runs\n", s.Name, o.Shard.Index, o.Shard.Count), nil
	}
	if there.Kept > 0 {
		runs := there.Runs
		if there.Adaptive {
			runs = max(e.Runs, there.Kept)
		}
		share := float64(runs-there.Kept) / float64(runs)
		e.Seconds, e.Bytes = share*e.Seconds, share*e.Bytes
	}
	return s.Name + ": " + extent(e) + " " + cost(e) + "\n" + fate(s.Name, there), nil
}

// fate is what would become of results that are there.
func fate(name string, s sweep.Survey) string {
	switch {
	case s.Replaced > 0:
		return fmt.Sprintf("%s: replaces %s in %s\n", name, text.Count(s.Replaced, "finished part"), s.Dir)
	case s.Complete && s.Kept > 0:
		return fmt.Sprintf("%s: nothing to make, %s are in %s\n", name, text.Count(s.Kept, "run"), s.Dir)
	case s.Kept > 0 && s.Adaptive:
		return fmt.Sprintf("%s: keeps %s in %s, makes those that its rounds lack\n", name, text.Count(s.Kept, "run"), s.Dir)
	case s.Kept > 0:
		return fmt.Sprintf("%s: keeps %s in %s, makes %d\n", name, text.Count(s.Kept, "run"), s.Dir, s.Runs-s.Kept)
	}
	return ""
}

// extent says how many runs the cost covers.
func extent(e sweep.Estimate) string {
	runs := text.Count(e.Runs, "run")
	switch {
	case e.Rounds == 0:
		return runs + " in " + text.Count(e.Parts, "part") + ";"
	case e.Least == e.Runs:
		return runs + " in " + text.Count(e.Rounds, "round") + ";"
	}
	return fmt.Sprintf("%d to %s in at most %s; the most take", e.Least, runs, text.Count(e.Rounds, "round"))
}

// confirmed refuses a sweep of more than [sweep.Large] runs without --confirm, and says what it would cost.
func confirmed(c *cli.Context, s *scenarios.Scenario, o sweep.Options) error {
	runs, err := s.Runs()
	if err != nil || runs <= sweep.Large || c.Bool("confirm") {
		return err
	}
	e, err := sweep.Predict(c.Context, s, o)
	if errors.Is(err, context.Canceled) || ofFile(err) {
		return err
	}
	says := ": " + cost(e)
	if err != nil {
		says = fmt.Sprintf("; there is no estimate, %v", err)
	}
	return s.Fault("sweep", "sweep makes %d runs, expected at most %d without --confirm%s", runs, sweep.Large, says)
}

// cost writes the time and the disk space that a sweep takes. Times below a second are no estimate: starting the program
// and writing the parts take as long.
func cost(e sweep.Estimate) string {
	time, within := "under a second", ""
	if e.Seconds >= 1 {
		time = "about " + span(e.Seconds)
		if !math.IsNaN(e.Error) {
			within = " within " + text.Number(200*e.Error, 2) + "%"
		}
	}
	return fmt.Sprintf("%s with %s%s%s, and about %s on disk (%s timed)",
		time, text.Count(e.Workers, "worker"), elsewhere(e.Workers, cores()), within, room(e.Bytes), text.Count(e.Sampled, "run"))
}

// elsewhere says that an estimate for more workers than there are cores is about another machine.
func elsewhere(workers, cores int) string {
	if workers <= cores {
		return ""
	}
	return fmt.Sprintf(" (on a machine of %d cores like the %d of this one)", workers, cores)
}

// unit is a unit of time in seconds, or of memory in bytes.
type unit struct {
	name string
	size float64
}

// span writes a time in the largest unit that it has two of.
func span(seconds float64) string {
	return inUnits(seconds, 2,
		unit{"years", 365 * 86400}, unit{"days", 86400}, unit{"h", 3600}, unit{"min", 60}, unit{"s", 1})
}

// room writes an amount of memory in the largest unit that it has one of.
func room(bytes float64) string {
	return inUnits(bytes, 1, unit{"TB", 1e12}, unit{"GB", 1e9}, unit{"MB", 1e6}, unit{"kB", 1e3})
}

// inUnits writes x in the first unit that it holds the least number of, otherwise in the last one.
func inUnits(x, least float64, units ...unit) string {
	i := slices.IndexFunc(units, func(u unit) bool { return x >= least*u.size })
	if i < 0 {
		i = len(units) - 1
	}
	return threeDigits(x/units[i].size) + " " + units[i].name
}

// threeDigits writes three significant digits, and whole numbers from 100 on.
func threeDigits(x float64) string {
	if x >= 100 {
		x = math.Round(x)
	}
	return text.Number(x, 3)
}
