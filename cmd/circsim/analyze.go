package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func analyzeVerb() *cli.Command {
	return &cli.Command{
		Name:      "analyze",
		Usage:     "say where abilities emerge, how sharply, and by which definition",
		UsageText: "circsim analyze DIR|FILE... [--mapping FILE] [--column ROLE=COLUMN]... [--chance LEVEL] [--along SCALE] [-o DIR [--replace]] [--json]",
		Description: `DIR is a folder of sweeps, or of one; FILE is a table of real models' evaluations,
as text, JSON or Parquet, long (columns metric and value, or score) or wide; - is the
standard input. Columns named params, tokens, flops, loss, step, model, family, task,
metric, value or score are recognized, and many other names with their units; a mapping
file, or --column, says what the others are. Onsets, and verdicts
by performance, need the chance level: --chance, a column chance, or chance in the mapping.

Every curve gets its onset, half rise, width and breakpoint, and is judged by the four
definitions of emergence: performance, metric, loss, representation. Laws, phase
boundaries and peaks are fitted where the table has them. Sweeps get the file
DIR/<scenario>/thresholds.parquet; with -o, every table gets one.

Examples:

   circsim analyze results
   circsim analyze results/emergence --along model_params --json
   circsim analyze evals.csv --column params="Model Size" --column flops="Training FLOP"
   circsim analyze evals.csv --mapping evals.yaml -o found`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "mapping", Usage: "read from `FILE` (YAML) which column is what"},
			&cli.StringSliceFlag{Name: "column", Usage: "take a column for a role, as `ROLE=COLUMN`"},
			&cli.Float64Flag{Name: "chance", Usage: "take `LEVEL`, such as 0.25, as the score of guessing", DefaultText: "as the table says"},
			&cli.StringFlag{Name: "along", Usage: "look along `SCALE` alone, a swept column or params, tokens, flops, step", DefaultText: "what is swept, or what tells models apart"},
			&cli.StringFlag{Name: "o", Usage: "write thresholds to `DIR`/<name>/thresholds.parquet", DefaultText: "into the folder of the sweep"},
			replaceFlag(),
			jsonFlag(),
		},
		Action: analyze,
	}
}

// memory, in bytes, is where the garbage collector works harder: tables of a million rows stay within 1 GiB. Below it, it runs once the heap
// has grown to garbage times the data.
const (
	memory  = 900 << 20
	garbage = 5
)

func analyze(c *cli.Context) error {
	debug.SetMemoryLimit(min(memory, debug.SetMemoryLimit(-1)))
	debug.SetGCPercent(100 * (garbage - 1))
	tables, mapping, err := tablesOf(c)
	if err != nil {
		return err
	}
	whole := &analysis.Report{}
	var reports []*analysis.Report
	watch := watchAnalysis(c)
	defer watch.end()
	for _, t := range tables {
		r, err := analysis.Analyze(c.Context, t.path, mapping, analysis.Options{Along: c.String("along"), Tell: watch.of(t.path)})
		if err != nil {
			return err
		}
		reports = append(reports, r)
		whole.Add(r)
	}
	watch.end()
	unwritten := writeThresholds(c, tables, reports)
	if !c.Bool("json") {
		warnTables(c.App.ErrWriter, whole.Warnings)
		for i, t := range tables {
			fmt.Fprint(c.App.ErrWriter, elsewhereExplained(t.path, reports[i]))
		}
	}
	if err := answer(c, whole.JSON, whole.Text); err != nil {
		return err
	}
	if unwritten != nil || !whole.Empty() {
		return unwritten
	}
	return fault{exitFailed}
}

// writeThresholds writes the tables' files. What was found is still printed where one cannot be written.
// Results that are for reading alone get no file.
func writeThresholds(c *cli.Context, tables []table, reports []*analysis.Report) error {
	var all []error
	for i, t := range tables {
		if t.thresholds == "" {
			continue
		}
		err := writeFound(c, t.thresholds, reports[i].Thresholds)
		if !c.IsSet("o") && readOnly(err) {
			fmt.Fprintf(c.App.ErrWriter, "%v; -o DIR writes the thresholds elsewhere (warning)\n", err)
			continue
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

// writeFound writes a table's file. Other thresholds in the folder of -o are refused unless they are to be
// replaced; those in the folder of a sweep are always of its latest analysis.
func writeFound(c *cli.Context, path string, list []analysis.Threshold) error {
	if there, err := os.ReadFile(path); err == nil {
		data, err := analysis.Parquet(list)
		switch {
		case err != nil:
			return err
		case bytes.Equal(there, data):
			return nil
		case c.IsSet("o") && !c.Bool("replace"):
			return text.Refuse("%s: holds other thresholds; choose another -o, or delete them with --replace", path)
		}
	}
	return analysis.WriteParquet(path, list)
}

// readOnly reports whether an error says that a folder may be read but not written to.
func readOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// table is a table to analyze, and the file that its thresholds go to, if any.
type table struct{ path, thresholds string }

// tablesOf reads the arguments and flags of a command line.
func tablesOf(c *cli.Context) ([]table, evaluations.Mapping, error) {
	var mapping evaluations.Mapping
	if !c.Args().Present() {
		return nil, mapping, text.Refuse("circsim analyze: expected a folder of results, or .csv or .parquet files")
	}
	dir, err := folder(c)
	if err != nil {
		return nil, mapping, err
	}
	if mapping, err = mappingOf(c); err != nil {
		return nil, mapping, err
	}
	if c.IsSet("chance") {
		if err := mapping.SetChance(c.Float64("chance")); err != nil {
			return nil, mapping, err
		}
	}
	var tables []table
	writers, files := map[string]string{}, false
	for _, argument := range c.Args().Slice() {
		paths, file, err := pathsOf(argument)
		if err != nil {
			return nil, mapping, err
		}
		files = files || file
		for _, path := range paths {
			t := table{path: path}
			switch {
			case dir != "" && file:
				t.thresholds = filepath.Join(dir, evaluations.StudyOf(path), output.ThresholdsName)
			case dir != "":
				t.thresholds = filepath.Join(dir, filepath.Base(path), output.ThresholdsName)
			case !file:
				t.thresholds = filepath.Join(path, output.ThresholdsName)
			}
			if other, taken := writers[t.thresholds]; taken && t.thresholds != "" {
				return nil, mapping, text.Refuse("circsim analyze: the thresholds of %s and %s would both be %s", other, path, t.thresholds)
			}
			writers[t.thresholds] = path
			tables = append(tables, t)
		}
	}
	for _, flag := range []string{"mapping", "column", "chance"} {
		if !files && c.IsSet(flag) {
			return nil, mapping, text.Refuse("circsim analyze: --%s says what a .csv or .parquet file holds, and there is none here", flag)
		}
	}
	return tables, mapping, nil
}

// pathsOf are the folders of the sweeps in a folder. A file stands for itself.
func pathsOf(path string) (paths []string, file bool, err error) {
	if path == "-" {
		return []string{path}, true, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, text.Refuse("%s: %v, expected a folder of results, or a .csv or .parquet file%s", path, errors.Unwrap(err), belowResults(path))
	}
	if !info.IsDir() {
		return []string{path}, true, nil
	}
	paths, err = evaluations.Folders(path)
	if err == nil && len(paths) == 0 && evaluations.HoldsResults(path) {
		return []string{path}, true, nil
	}
	if err == nil && len(paths) == 0 {
		err = text.Refuse("%s: no sweep's tables in this folder, expected DIR/<scenario>/manifest.json", path)
	}
	return paths, false, err
}

// elsewhereExplained says what explains a sweep whose points lie on no lines, or on lines that are too short for curves. It is empty
// for other sweeps and for files.
func elsewhereExplained(path string, found *analysis.Report) string {
	m, err := output.ReadManifest(path)
	if err != nil || len(m.Axes) == 0 {
		return ""
	}
	why := fmt.Sprintf("%s: points of design %s lie on no line", path, m.Design)
	switch m.Design {
	case scenarios.PointList, scenarios.LatinHypercube, scenarios.Sobol:
		return fmt.Sprintf("%s; which axes explain the outcomes: circsim sensitivity %s\n", why, path)
	case scenarios.Morris, scenarios.Saltelli:
		return fmt.Sprintf("%s; which axes matter: circsim sensitivity %s --of test_accuracy\n", why, path)
	case scenarios.Adaptive:
		if there(filepath.Join(path, output.BoundaryName)) {
			return fmt.Sprintf("%s; where regimes meet: circsim sensitivity %s\n", why, path)
		}
	case scenarios.Grid:
		if found.Empty() {
			return fmt.Sprintf("%s: has too few values of its axes for a curve; the same sweep with more of them and --extend adds some, and %s compares those there\n",
				path, filepath.Join(path, output.SummaryName))
		}
	}
	return ""
}

// belowResults is a hint at the folder of a study in the default folder of results, for a name that is no path; empty if there is none.
func belowResults(name string) string {
	if below := filepath.Join("results", name); there(below) {
		return "; did you mean " + text.Line(below) + "?"
	}
	return ""
}

// refuseNoFolder refuses what cannot be the folder of a study: a file, or nothing.
func refuseNoFolder(dir string) error {
	switch info, err := os.Stat(dir); {
	case err != nil:
		return text.Refuse("%s: no such folder%s", dir, belowResults(dir))
	case !info.IsDir():
		return text.Refuse("%s: is a file, expected the folder of a study", dir)
	}
	return nil
}

const maxWarnings = 12 // about tables, that are shown

// warnTables shows the first warnings. Where there are more, those of whole tables go first: they say why nothing was found.
func warnTables(stderr io.Writer, warnings []evaluations.Warning) {
	if len(warnings) > maxWarnings {
		cell := func(w evaluations.Warning) bool { return w.Line > 0 }
		whole := slices.DeleteFunc(slices.Clone(warnings), cell)
		slices.Reverse(whole) // the last ones are about the table's scales
		warnings = append(whole, slices.DeleteFunc(slices.Clone(warnings), func(w evaluations.Warning) bool { return !cell(w) })...)
	}
	for _, w := range warnings[:min(len(warnings), maxWarnings)] {
		fmt.Fprintln(stderr, w.String()+" (warning)")
	}
	if more := len(warnings) - maxWarnings; more > 0 {
		fmt.Fprintf(stderr, "circsim: %d more warnings; --json has them all\n", more)
	}
}
