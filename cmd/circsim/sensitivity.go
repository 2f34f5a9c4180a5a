package main

import (
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sweep/summary"
	"github.com/urfave/cli/v2"
)

func sensitivityVerb() *cli.Command {
	return &cli.Command{
		Name:      "sensitivity",
		Usage:     "say which axes of a sweep matter",
		UsageText: "circsim sensitivity DIR [--of QUANTITY] [--task NAME] [--log] [--json]",
		Description: `DIR is the folder of one scenario's tables, of a finished sweep of any design but an
adaptive one, such as

   sweep:
     design: saltelli              # or morris, with trajectories: 20
     points: 512                   # times axes + 2, times seeds: runs
     axes:
       - {path: model.params, log: {from: 1e3, to: 1e6}}
       - {path: training.weight_decay, linear: {from: 0, to: 2}}

QUANTITY is a result column of the runs table that has type float64. Its mean over
seeds is explained; an event that never happens counts as the last step.
Design saltelli gives Sobol's indices, the shares of the variance that an axis
explains by itself (first order) and with its interactions (total). Design
morris gives mean, mean size and spread of the change over an axis's range.
Other designs give first-order indices, from 64 points on. All have 95% bootstrap
intervals. Without --of it prints again what the sweep of a list, a Latin hypercube,
a Sobol sequence or a boundary has ended in.

Examples:

   circsim sweep study.yaml
   circsim sensitivity results/study --of test_accuracy
   circsim sensitivity results/box          of a Sobol sequence
   circsim sensitivity results/study --of test_loss --log --task addition --json`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "of", Usage: "explain `QUANTITY`, such as test_accuracy"},
			&cli.StringFlag{Name: "task", Usage: "the task `NAME` whose quantity it is", DefaultText: "the only one"},
			&cli.BoolFlag{Name: "log", DisableDefaultText: true, Usage: "explain log10 of the quantity"},
			jsonFlag(),
		},
		Action: explain,
	}
}

func explain(c *cli.Context) error {
	dir, err := oneArgument(c, "folder of a scenario's tables")
	if err != nil {
		return err
	}
	if err := refuseNoFolder(dir); err != nil {
		return err
	}
	if c.String("of") == "" {
		return explainAll(c, dir)
	}
	found, err := summary.Sensitivity(dir, c.String("of"), c.String("task"), c.Bool("log"))
	if err != nil {
		return err
	}
	return answer(c,
		func() ([]byte, error) { return sensitivityJSON(found) },
		func(s text.Screen) string { return sensitivityTable(found, s) })
}

// explainAll writes again what the sweep of a sampled design or of a boundary has ended in.
func explainAll(c *cli.Context, dir string) error {
	missing := text.Refuse("circsim sensitivity: --of is missing, expected a quantity such as test_accuracy")
	if c.Bool("json") || c.IsSet("task") || c.Bool("log") {
		return missing
	}
	explained, err := summary.Explain(dir)
	if err != nil {
		return err
	}
	p := text.NewPage(text.ScreenOf(c.App.Writer))
	for i, e := range explained {
		if i > 0 {
			p.Gap()
		}
		e.Write(p)
	}
	if explained == nil {
		boundary, err := summary.FindBoundary(dir)
		if err != nil {
			return missing
		}
		boundary.Write(p, dir)
	}
	return write(c.App.Writer, []byte(p.String()))
}
