package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func forecastVerb() *cli.Command {
	return &cli.Command{
		Name:  "forecast",
		Usage: "say what larger models will score, or when a run will generalize",
		UsageText: `circsim forecast SCENARIO [--set PATH=VALUE,...]... [--run FILE] [--next PATH=VALUE,...]... [--seeds N] [-o DIR] [--json]
circsim forecast TABLE [--at SCALE]... [--along SCALE] [--mapping FILE] [--column ROLE=COLUMN]... [--json]`,
		Description: `SCENARIO is a file fitted by circsim calibrate. Networks are simulated with
the sets of constants that the fit allows, each with several seeds. Each
event of training gets its median, the intervals that hold it with 50, 80
and 95%, and the chance that it never happens within the steps. Several
values of --set make a table. --run weighs the networks by the curve so far
of a run that is under way. --next says which configuration, if it was
trained, would narrow the forecast most.

TABLE is a table of evaluations of small models, as analyze reads it. Each
curve is fitted by several forms, which are tried on the largest models
hidden from them; the one that did best makes the forecast. Curves of which
no form can know anything, such as those at chance, are refused with the
reason.

Examples:

   circsim forecast fitted.yaml --set model.params=4e6
   circsim forecast fitted.yaml --set tasks.addition.items=1000,2000,3000 -o forecasts
   circsim forecast fitted.yaml --run partial.csv --set training.steps=100000
   circsim forecast fitted.yaml --next model.params=1e4,1e5 --next-cost flops=1e13
   circsim forecast evals.csv --at 1e23 --at 1e24 --mapping evals.yaml`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "set", Usage: "change a key, as `PATH=VALUE`; all combinations of several values"},
			&cli.StringFlag{Name: "run", Usage: "forecast how the run goes on whose curves are in `FILE`"},
			&cli.StringSliceFlag{Name: "next", Usage: "compare what to run next, as `PATH=VALUE,VALUE`"},
			&cli.StringFlag{Name: "next-cost", Usage: "cost of a run in `UNIT`: steps or flops; flops=1e15 leaves out what costs more", DefaultText: "steps"},
			&cli.Int64Flag{Name: "seeds", Usage: "simulate each set of constants with `N` seeds", DefaultText: "3, without a fit 31"},
			&cli.StringFlag{Name: "o", Usage: "write the forecasts to `DIR`/<scenario>/forecasts.parquet"},
			replaceFlag(),
			&cli.StringSliceFlag{Name: "at", Usage: "forecast scores at `SCALE`, such as 1e23", DefaultText: "ten times the largest one"},
			&cli.StringFlag{Name: "along", Usage: "look along `SCALE`: params, tokens, flops, step or a swept column", DefaultText: "the size with most values"},
			&cli.StringFlag{Name: "mapping", Usage: "read from `FILE` (YAML) which column is what"},
			&cli.StringSliceFlag{Name: "column", Usage: "take a column for a role, as `ROLE=COLUMN`"},
			jsonFlag(),
		},
		Action: forecast,
	}
}

func forecast(c *cli.Context) error {
	argument, err := oneArgument(c, "table of evaluations, or scenario")
	if err != nil {
		return err
	}
	if isScenario(argument) {
		return forecastScenario(c, argument)
	}
	return forecastTable(c, argument)
}

// isScenario tells a scenario, by its extension or its name, from a table. A bare word that is no file is taken as a
// scenario's name, so that a mistyped one is refused with the nearest name.
func isScenario(argument string) bool {
	switch strings.ToLower(filepath.Ext(argument)) {
	case ".yaml", ".yml":
		return true
	}
	word := filepath.Ext(argument) == "" && filepath.Base(argument) == argument
	return slices.Contains(scenarios.List(), argument) || word && !there(argument)
}

// forecastTable forecasts scores from those of a table.
func forecastTable(c *cli.Context, path string) error {
	for _, name := range ofScenarios {
		if c.IsSet(name) {
			return text.Refuse("circsim forecast: --%s is about a scenario, and %s is a table of evaluations", name, path)
		}
	}
	if err := refuseCurves(c, path); err != nil {
		return err
	}
	mapping, err := mappingOf(c)
	if err != nil {
		return err
	}
	o := analysis.ForecastOptions{Along: c.String("along")}
	for _, written := range c.StringSlice("at") {
		x, err := strconv.ParseFloat(written, 64)
		if err != nil || !(x > 0) || math.IsInf(x, 1) {
			return text.Refuse("circsim forecast: --at is %s, expected a number above 0, such as 1e23", text.Quote(written))
		}
		o.At = append(o.At, x)
	}
	found, err := analysis.Forecast(c.Context, path, mapping, o)
	if err != nil {
		return err
	}
	if !c.Bool("json") {
		warnTables(c.App.ErrWriter, found.Warnings)
	}
	if err := answer(c, found.JSON, found.Text); err != nil {
		return err
	}
	if !found.Known() {
		return fault{exitFailed}
	}
	return nil
}

// refuseCurves refuses curves of training runs, unless the user says what their columns are. That a file cannot be read is said
// later.
func refuseCurves(c *cli.Context, path string) error {
	for _, flag := range []string{"along", "mapping", "column"} {
		if c.IsSet(flag) {
			return nil
		}
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	file, err := evaluations.OpenColumns(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	if !calibration.OfCurves(file.Names()) {
		return nil
	}
	return text.Refuse("%s: holds curves of training runs, expected a table of evaluations or a scenario: circsim calibrate %[1]s fits a scenario to many runs, circsim forecast FITTED.yaml --run %[1]s goes on with one, and --along SCALE takes the curves as scores", path)
}

// mappingOf reads what --mapping and --column say of a table's columns.
func mappingOf(c *cli.Context) (mapping evaluations.Mapping, err error) {
	if path := c.String("mapping"); path != "" {
		if mapping, err = evaluations.ReadMapping(path); err != nil {
			return mapping, err
		}
	}
	for _, flag := range c.StringSlice("column") {
		if err := mapping.Set(flag); err != nil {
			return mapping, text.Refuse("--column %w", err)
		}
	}
	return mapping, nil
}

// ofScenarios are the flags of forecasts from scenarios.
var ofScenarios = []string{"set", "seeds", "run", "next", "next-cost", "o", "replace"}
