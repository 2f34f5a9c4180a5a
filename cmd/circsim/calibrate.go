package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func calibrateVerb() *cli.Command {
	return &cli.Command{
		Name:      "calibrate",
		Usage:     "fit a scenario's constants to measured training runs",
		UsageText: "circsim calibrate RUNS --scenario NAME|FILE [--free KEY[=LOW:HIGH]]... [--column PATH=COLUMN]... [-o FITTED.yaml] [--json]",
		Description: `RUNS is a table of training runs, as text, JSON or Parquet: curves, with one row for each
run and step (test_loss, test_accuracy, train_accuracy), or events, with one row for each
run (step_train, step_test, step_test_accuracy, peak_test_loss, and steps). Columns that
hold what was varied are keys of the scenario: params, items, modulus, learning_rate and
weight_decay are recognized, and --column PATH=COLUMN names others. A run whose event
does not come counts as one whose event comes later. Runs of equal keys are replicates.

Constants are found by their likelihood: many starts, then Gauss-Newton steps, then an
ensemble of the constants that the data allow. Without --free all constants of circuits and
of the model are fitted that the scenario's file gives, except zeros. tasks.*.KEY is one
value for all tasks, tasks.*.overlap all overlaps. LOW:HIGH is the middle 95% of the prior,
which otherwise reaches a factor of 30 from the scenario's value.

With -o FITTED.yaml the fitted scenario is written, and FITTED.fit.json beside it with the
ensemble, for forecasts. FITTED.yaml.search keeps the candidates of an unfinished search:
the same command goes on from there. docs/calibration.md has the method.

Examples:

   circsim calibrate runs.csv --scenario grokking -o fitted.yaml
   circsim calibrate runs.csv --scenario grokking --free model.noise --free tasks.addition.generalization.gain=1e-3:1
   circsim calibrate runs.csv --scenario mine.yaml --column model.params=size --cross-validate params`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "scenario", Usage: "fit the constants of the scenario `NAME` or file"},
			&cli.StringSliceFlag{Name: "column", Usage: "take a column for a key or role, as `PATH=COLUMN`"},
			&cli.StringSliceFlag{Name: "free", Usage: "fit the constant `KEY`, or KEY=LOW:HIGH with a prior", DefaultText: "all that the scenario gives"},
			setFlag(),
			&cli.StringFlag{Name: "o", Usage: "write the fitted scenario to `FILE`, and FILE.fit.json", DefaultText: "print only"},
			replaceFlag(),
			&cli.StringSliceFlag{Name: "cross-validate", Usage: "leave out all runs with one value of the key or column `NAME` at a time, and predict them"},
			&cli.IntFlag{Name: "evaluations", Usage: "simulate `N` candidates", DefaultText: fmt.Sprint(calibration.DefaultEvaluations)},
			&cli.DurationFlag{Name: "budget", Usage: "end the search after `TIME`, such as 5m", DefaultText: "when the candidates are simulated"},
			&cli.Int64Flag{Name: "seeds", Usage: "simulate `N` seeds of each setting", DefaultText: fmt.Sprint(calibration.DefaultSeeds)},
			&cli.Int64Flag{Name: "seed", Usage: "seed `N` of the search's own draws", DefaultText: "1"},
			workersFlag(),
			&cli.BoolFlag{Name: "quiet", DisableDefaultText: true, Usage: "show no progress"},
			jsonFlag(),
		},
		Action: calibrate,
	}
}

func calibrate(c *cli.Context) error {
	path, err := oneArgument(c, "table of training runs")
	if err != nil {
		return err
	}
	options, err := calibrationOptions(c)
	if err != nil {
		return err
	}
	s, warnings, err := scenarios.Open(c.String("scenario"), c.StringSlice("set"))
	if err != nil {
		return err
	}
	warn(c.App.ErrWriter, warnings)
	data, err := calibration.Read(path, s, c.StringSlice("column"), c.StringSlice("cross-validate"))
	if err != nil {
		return err
	}
	for _, note := range data.Notes {
		fmt.Fprintln(c.App.ErrWriter, note)
	}
	var left []calibration.Grouping
	for _, name := range c.StringSlice("cross-validate") {
		by, err := data.Grouping(name)
		if err != nil {
			return text.Refuse("--cross-validate %s: %v", text.Line(name), err)
		}
		left = append(left, by)
	}
	p := newProgress(c, s.Name)
	options.Progress = p
	fit, err := calibration.Search(c.Context, s, data, options)
	p.end(err == nil)
	if err != nil {
		goOn(c, options.Journal)
		return err
	}
	var checks []calibration.Validation
	for _, by := range left {
		p := newProgress(c, s.Name+" without a "+by.Column)
		v, err := fit.CrossValidate(c.Context, by, p)
		p.end(err == nil)
		if err != nil {
			goOn(c, options.Journal)
			return err
		}
		checks = append(checks, v)
	}
	if file := c.String("o"); file != "" {
		if err := writeFit(fit, file, calibrateCommand(c, path)); err != nil {
			return err
		}
	}
	report := calibrationReport{fit, data, checks}
	return answer(c, report.json, report.page)
}

// leastEvaluations are the fewest candidates that a search of its three stages makes sense with.
const leastEvaluations = 100

// calibrationOptions reads the flags, and refuses an -o that is taken.
func calibrationOptions(c *cli.Context) (o calibration.Options, err error) {
	if c.String("scenario") == "" {
		return o, text.Refuse("circsim calibrate: --scenario is missing, expected the name of a scenario or its file")
	}
	o.Free, o.Evaluations, o.Budget = c.StringSlice("free"), c.Int("evaluations"), c.Duration("budget")
	o.Seeds, o.Seed = c.Int64("seeds"), c.Int64("seed")
	for _, flag := range []struct {
		name         string
		value, least int64
	}{{"evaluations", int64(o.Evaluations), leastEvaluations}, {"seeds", o.Seeds, 1}, {"seed", o.Seed, 1}} {
		if c.IsSet(flag.name) && flag.value < flag.least {
			return o, text.Refuse("circsim calibrate: --%s is %d, expected at least %d", flag.name, flag.value, flag.least)
		}
	}
	if c.IsSet("budget") && o.Budget <= 0 {
		return o, text.Refuse("circsim calibrate: --budget is %v, expected a time above 0, such as 5m", o.Budget)
	}
	if o.Workers, err = workers(c); err != nil {
		return o, err
	}
	file := c.String("o")
	if c.IsSet("o") && !strings.HasSuffix(file, ".yaml") {
		return o, text.Refuse("circsim calibrate: -o is %s, expected a file that ends in .yaml", text.Quote(file))
	}
	if file == "" {
		return o, nil
	}
	o.Journal = file + ".search"
	switch info, err := os.Stat(filepath.Dir(file)); {
	case errors.Is(err, fs.ErrNotExist):
		return o, text.Refuse("circsim calibrate: -o is %s, and there is no folder %s", text.Quote(file), text.Quote(filepath.Dir(file)))
	case err != nil || !info.IsDir():
		return o, text.Refuse("circsim calibrate: -o is %s, and %s is no folder", text.Quote(file), text.Quote(filepath.Dir(file)))
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return o, text.Refuse("circsim calibrate: -o is %s, a folder, expected a file", text.Quote(file))
	}
	for _, there := range []string{file, calibration.FitFile(file)} {
		_, err := os.Stat(there)
		switch {
		case err == nil && !c.Bool("replace"):
			return o, text.Refuse("%s: is there already; choose another -o, or replace it with --replace", there)
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return o, text.Refuse("%s: %v", there, errors.Unwrap(err))
		}
	}
	return o, nil
}

// goOn says how an interrupted search goes on, if it keeps its candidates.
func goOn(c *cli.Context, journal string) {
	if journal != "" && c.Context.Err() != nil {
		fmt.Fprintf(c.App.ErrWriter, "%s keeps what was simulated: the same command goes on from there\n", journal)
	}
}

// writeFit writes the fitted scenario after the fit, so that a scenario is never without it.
func writeFit(fit *calibration.Fit, file, command string) error {
	release, _, _ := strings.Cut(version(), " go")
	scenario, ensemble, err := fit.Write(release, command)
	if err != nil {
		return err
	}
	if err := output.WriteFile(calibration.FitFile(file), ensemble); err != nil {
		return err
	}
	if err := output.WriteFile(file, scenario); err != nil {
		return err
	}
	return fit.Done()
}

// calibrateCommand is the command line without what does not change the result.
func calibrateCommand(c *cli.Context, path string) string {
	words := []string{"circsim", "calibrate", path, "--scenario", c.String("scenario")}
	for _, list := range []string{"set", "column", "free"} {
		for _, value := range c.StringSlice(list) {
			words = append(words, "--"+list, value)
		}
	}
	words = append(words, "--evaluations", fmt.Sprint(cmp.Or(c.Int("evaluations"), calibration.DefaultEvaluations)))
	if c.IsSet("seeds") {
		words = append(words, "--seeds", fmt.Sprint(c.Int64("seeds")))
	}
	if c.IsSet("seed") {
		words = append(words, "--seed", fmt.Sprint(c.Int64("seed")))
	}
	for i, word := range words {
		words[i] = quoted(word)
	}
	return strings.Join(words, " ")
}
