package main

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

func runVerb() *cli.Command {
	return &cli.Command{
		Name:      "run",
		Usage:     "simulate one network",
		UsageText: "circsim run SCENARIO [--set PATH=VALUE]... [--seed N] [--watch] [-o DIR [--replace]] [--json]\ncircsim run --from PART:RUN [-o DIR [--replace]] [--json]",
		Description: `SCENARIO is a file, or the name of a built-in scenario. It is run once as it stands,
without its sweep, and the end of the run is printed. --from repeats a run of a sweep,
from one file of its tables alone. --watch shows the circuits compete on the terminal: space
pauses, n takes a step, + and - change the speed, q quits.

Examples:

   circsim run grokking
   circsim run grokking --watch
   circsim run grokking --set tasks.addition.items=5108 --seed 3
   circsim run mine.yaml --json | jq .tasks.addition.step_test
   circsim run mine.yaml -o results        keeps curves and circuits too
   circsim run --from results/grokking/runs/part-00003.parquet:27`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			setFlag(),
			&cli.StringFlag{Name: "from", Usage: "repeat run RUN of a sweep from the file `PART:RUN`, of any of its tables"},
			&cli.Int64Flag{Name: "seed", Value: 1, Usage: "draw random numbers from seed `N`, as that replicate of a sweep does"},
			&cli.StringFlag{Name: "o", Usage: "write the run's tables to `DIR`/<scenario>"},
			replaceFlag(),
			&cli.BoolFlag{Name: "watch", DisableDefaultText: true, Usage: "show the run on the terminal as it goes"},
			jsonFlag(),
		},
		Action: run,
	}
}

func run(c *cli.Context) error {
	collectLate()
	if c.IsSet("from") {
		return repeat(c)
	}
	name, err := oneArgument(c, "scenario file, or name of a built-in scenario")
	if err != nil {
		return err
	}
	s, warnings, err := scenarios.OpenOne(name, c.StringSlice("set"))
	if err != nil {
		return err
	}
	warn(c.App.ErrWriter, warnings)
	seed := c.Int64("seed")
	var folder *sweep.Single
	if c.IsSet("o") {
		if folder, err = sweep.NewSingle(c.String("o"), s, seed, c.Bool("replace")); err != nil {
			return err
		}
		defer folder.Close()
	}
	if c.Bool("watch") && watchable(c) {
		result, err := watchRace(c, s, seed)
		if err != nil || result == nil {
			return err
		}
		return closeRun(c, result, folder)
	}
	progress := watchRun(c, s)
	result, err := sim.Run(c.Context, s, seed, sim.Options{Workers: cores(), Progress: progress.at})
	progress.end()
	if err != nil {
		return err
	}
	return closeRun(c, result, folder)
}

// closeRun writes the tables of a run into the folder, unless that is nil, and prints the end of the run.
func closeRun(c *cli.Context, result *sim.Result, folder *sweep.Single) error {
	if folder != nil {
		if err := folder.Write(result); err != nil {
			return err
		}
		fmt.Fprintf(c.App.ErrWriter, "tables in %s\n", folder.Dir)
	}
	return answer(c,
		func() ([]byte, error) { return columns.RunJSON(result) },
		func(screen text.Screen) string { return runTable(result, screen) })
}
