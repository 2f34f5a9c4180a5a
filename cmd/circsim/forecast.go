package main

import (
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func forecastVerb() *cli.Command {
	return &cli.Command{
		Name:      "forecast",
		Usage:     "say what larger models will score, or when a run will generalize",
		UsageText: "circsim forecast TABLE [--at SCALE]... [--along SCALE] [--mapping FILE] [--column ROLE=COLUMN]... [--json]",
		Description: `TABLE is a table of evaluations of small models, as analyze reads it. Each curve is
fitted by several forms, which are tried on the largest models hidden from them; the one
that did best makes the forecast. Curves of which no form can know anything, such as
those at chance, are refused with the reason.

Examples:

   circsim forecast evals.csv
   circsim forecast evals.csv --at 1e23 --at 1e24 --mapping evals.yaml
   circsim forecast evals.csv --along params --json`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
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

// isScenario tells a scenario, by its extension or its name, from a table.
func isScenario(argument string) bool {
	switch strings.ToLower(filepath.Ext(argument)) {
	case ".yaml", ".yml":
		return true
	}
	return slices.Contains(scenarios.List(), argument)
}

// forecastTable forecasts scores from those of a table.
func forecastTable(c *cli.Context, path string) error {
	for _, name := range ofScenarios {
		if c.IsSet(name) {
			return text.Refuse("circsim forecast: --%s is about a scenario, and %s is a table of evaluations", name, path)
		}
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

func forecastScenario(c *cli.Context, name string) error {
	return text.Refuse("%s: not yet", name)
}
