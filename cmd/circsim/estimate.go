package main

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

// dryRun says what each sweep would do and cost, and makes none.
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
			err = write(c.App.Writer, []byte(says))
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
	left := there.Runs - there.Kept
	if left == 0 && there.Kept > 0 {
		return fate(s.Name, there), nil
	}
	e, err := sweep.Predict(ctx, s, o)
	if err != nil {
		return "", err
	}
	if there.Kept > 0 {
		share := float64(left) / float64(there.Runs)
		e.Seconds, e.Bytes = share*e.Seconds, share*e.Bytes
	}
	return s.Name + ": " + extent(e) + " " + cost(e) + "\n" + fate(s.Name, there), nil
}

// fate is what would become of results that are there.
func fate(name string, s sweep.Survey) string {
	switch {
	case s.Replaced > 0:
		return fmt.Sprintf("%s: replaces %s in %s\n", name, text.Count(s.Replaced, "finished part"), s.Dir)
	case s.Kept == s.Runs && s.Kept > 0:
		return fmt.Sprintf("%s: nothing to make, %s are in %s\n", name, text.Count(s.Kept, "run"), s.Dir)
	case s.Kept > 0:
		return fmt.Sprintf("%s: keeps %s in %s, makes %d\n", name, text.Count(s.Kept, "run"), s.Dir, s.Runs-s.Kept)
	}
	return ""
}

// extent is what the cost is of.
func extent(e sweep.Estimate) string {
	runs := text.Count(e.Runs, "run")
	switch {
	case e.Open:
		return runs + " in the first round, others follow from it; the first takes"
	case e.Adaptive:
		return "up to " + runs + " in rounds;"
	}
	return runs + " in " + text.Count(e.Parts, "part") + ";"
}

// confirmed refuses a sweep beyond the limit that nobody has confirmed, and says what it would cost.
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

// cost is the time and the room that a sweep takes.
func cost(e sweep.Estimate) string {
	within := ""
	if !math.IsNaN(e.Error) {
		within = fmt.Sprintf(" within %.2g%%", 200*e.Error)
	}
	return fmt.Sprintf("about %s with %s%s, and about %s on disk (%s timed)",
		span(e.Seconds), text.Count(e.Workers, "worker"), within, room(e.Bytes), text.Count(e.Sampled, "run"))
}

// span writes a time in the unit that a person would use.
func span(seconds float64) string {
	for _, unit := range []struct {
		name    string
		seconds float64
	}{{"years", 365 * 86400}, {"days", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}} {
		if seconds >= 2*unit.seconds {
			return fmt.Sprintf("%s %s", threeDigits(seconds/unit.seconds), unit.name)
		}
	}
	return fmt.Sprintf("%s ms", threeDigits(1000*seconds))
}

// room writes an amount of memory in powers of 1000.
func room(n float64) string {
	for _, unit := range []struct {
		name string
		size float64
	}{{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}} {
		if n >= unit.size {
			return fmt.Sprintf("%s %s", threeDigits(n/unit.size), unit.name)
		}
	}
	return fmt.Sprintf("%s kB", threeDigits(n/1e3))
}

// threeDigits is short, and whole from 100 on.
func threeDigits(x float64) string {
	if x >= 100 {
		x = math.Round(x)
	}
	return text.Number(x, 3)
}
