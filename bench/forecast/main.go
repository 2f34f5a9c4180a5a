// Command forecast measures how often the intervals of forecasts hold runs that the fit has not seen. Runs with one value of a
// column at a time are left out of a fit and forecast by it: before they begin, and as runs under way at 10, 25 and 50% of the
// steps that they took to generalize.
//
//	go run ./bench/forecast -by width mlp-addition runs.csv
//
// It prints, for every kind of measurement and stage, the number of runs, the root mean square of ln(forecast / measured), and
// the share of runs within the 50, 80 and 95% intervals. Events that had not happened when a run ended count as held if the
// upper end of the interval lies beyond.
package main

import (
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/scenarios"
)

func main() {
	by := flag.String("by", "width", "column whose values are left out one at a time")
	evaluations := flag.Int("evaluations", calibration.DefaultEvaluations, "of each fit")
	values := flag.String("values", "", "values of the column to leave out, separated by commas; empty: all")
	free := flag.String("free", "", "constants to fit, separated by commas; empty: those that calibrate chooses")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: forecast [FLAGS] SCENARIO RUNS.csv")
		os.Exit(2)
	}
	b := bench{by: *by, options: calibration.Options{Evaluations: *evaluations}}
	if *free != "" {
		b.options.Free = strings.Split(*free, ",")
	}
	if *values != "" {
		b.values = strings.Split(*values, ",")
	}
	if err := b.run(flag.Arg(0), flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// stages are when forecasts are made, as shares of the steps to step_test; 0 is before the run.
var stages = []float64{0, 0.1, 0.25, 0.5}

type bench struct {
	by       string
	values   []string // of the column, that are left out; none: all
	options  calibration.Options
	scenario *scenarios.Scenario
	header   []string
	runs     [][][]string // rows by run
	measured map[string]*calibration.Run
	tallies  [][]tally // by stage and kind
	dir      string
}

// tally counts the runs of one kind and stage.
type tally struct {
	runs, errors int
	squares      float64
	held         []int // by level
}

func (b *bench) run(scenario, table string) error {
	var err error
	if b.scenario, _, err = scenarios.OpenOne(scenario, nil); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "forecast"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if err := b.read(table); err != nil {
		return err
	}
	b.tallies = make([][]tally, len(stages))
	for i := range b.tallies {
		b.tallies[i] = make([]tally, len(calibration.Kinds))
	}
	column := b.column(b.by)
	values := b.values
	for _, rows := range b.runs {
		if v := rows[0][column]; b.values == nil && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	for i, v := range values {
		if err := b.fold(column, v); err != nil {
			return err
		}
		fmt.Printf("%d of %d values of %s left out\n", i+1, len(values), b.by)
		b.print(os.Stdout)
	}
	return nil
}

// read reads the table twice: its rows, and what was measured.
func (b *bench) read(table string) error {
	file, err := os.Open(table)
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	b.header = rows[0]
	name := b.column("run")
	for _, row := range rows[1:] {
		if n := len(b.runs); n == 0 || b.runs[n-1][0][name] != row[name] {
			b.runs = append(b.runs, nil)
		}
		b.runs[len(b.runs)-1] = append(b.runs[len(b.runs)-1], row)
	}
	data, err := calibration.Read(table, b.scenario, nil, nil)
	if err != nil {
		return err
	}
	b.measured = map[string]*calibration.Run{}
	for i := range data.Runs {
		b.measured[data.Runs[i].Name] = &data.Runs[i]
	}
	return nil
}

func (b *bench) column(name string) int { return slices.Index(b.header, name) }

// fold fits to the runs without one value of the column, and forecasts the others.
func (b *bench) fold(column int, value string) error {
	var kept [][]string
	var left [][][]string
	for _, rows := range b.runs {
		if rows[0][column] == value {
			left = append(left, rows)
		} else {
			kept = append(kept, rows...)
		}
	}
	path, err := b.write("kept.csv", kept)
	if err != nil {
		return err
	}
	data, err := calibration.Read(path, b.scenario, nil, nil)
	if err != nil {
		return err
	}
	fit, err := calibration.Search(context.Background(), b.scenario, data, b.options)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%s %s: %d runs fitted, %d left out\n", b.by, value, len(data.Runs), len(left))
	f := &calibration.Forecaster{Fit: fit, Seeds: calibration.DefaultSeeds}
	made := map[string]*calibration.Networks{}
	for _, rows := range left {
		if err := b.forecast(f, made, rows); err != nil {
			return err
		}
	}
	return nil
}

// forecast tries the forecasts of one run that was left out. made keeps the networks of its configuration for its replicates.
func (b *bench) forecast(f *calibration.Forecaster, made map[string]*calibration.Networks, rows [][]string) error {
	measured := b.measured[rows[0][b.column("run")]]
	solved := measured.End
	for _, o := range measured.Observations {
		if o.Kind == calibration.StepTest && o.Task == b.scenario.Tasks[0].Name && !o.Censored {
			solved = math.Exp(o.Value)
		}
	}
	for stage, share := range stages {
		until := share * solved
		if share > 0 && solved == measured.End {
			continue
		}
		path, err := b.write("run.csv", b.before(rows, max(until, 1)))
		if err != nil {
			return err
		}
		run, s, _, err := calibration.ReadRun(path, b.scenario, nil, nil)
		if err != nil {
			return err
		}
		key := fmt.Sprint(s.Model, s.Training, s.Tasks)
		networks := made[key]
		if networks == nil {
			if networks, err = f.Simulate(context.Background(), s); err != nil {
				return err
			}
			made[key] = networks
		}
		forecast := networks.Forecast()
		if share > 0 {
			forecast = networks.ForecastRun(run)
		}
		for _, o := range measured.Observations {
			if o.Task == b.scenario.Tasks[0].Name {
				b.tallies[stage][slices.Index(calibration.Kinds, o.Kind)].add(forecast, o, measured.End)
			}
		}
	}
	return nil
}

// before are the rows of a run up to a step.
func (b *bench) before(rows [][]string, until float64) [][]string {
	step := b.column("step")
	return slices.DeleteFunc(slices.Clone(rows), func(row []string) bool {
		x, err := strconv.ParseFloat(row[step], 64)
		return err != nil || x > until
	})
}

func (b *bench) write(name string, rows [][]string) (string, error) {
	path := filepath.Join(b.dir, name)
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	w := csv.NewWriter(file)
	if err := w.Write(b.header); err != nil {
		return "", err
	}
	return path, w.WriteAll(rows)
}

// add compares a forecast with a measurement of a run that ended at a step.
func (t *tally) add(f *calibration.Forecast, o calibration.Observation, end float64) {
	q := f.Task(o.Task).Of(o.Kind)
	if q.Happened {
		return
	}
	x := o.Natural()
	if t.held == nil {
		t.held = make([]int, len(q.Intervals))
	}
	t.runs++
	for i, w := range q.Intervals {
		switch open := math.IsNaN(w.High); {
		case math.IsNaN(w.Low): // it surely does not happen
			if o.Censored {
				t.held[i]++
			}
		case o.Censored && (open || w.High > end), !o.Censored && w.Low <= x && (open || x <= w.High):
			t.held[i]++
		}
	}
	if !o.Censored && q.Median > 0 && x > 0 {
		d := math.Log(q.Median / x)
		t.errors++
		t.squares += d * d
	}
}

func (b *bench) print(w *os.File) {
	fmt.Fprintln(w, "stage  kind                runs  rms ln  50%   80%   95%")
	for stage, share := range stages {
		for k, kind := range calibration.Kinds {
			t := b.tallies[stage][k]
			if t.runs == 0 {
				continue
			}
			n := float64(t.runs)
			fmt.Fprintf(w, "%-5g  %-18s  %4d  %6.3f  %.2f  %.2f  %.2f\n", share, kind, t.runs, math.Sqrt(t.squares/float64(max(t.errors, 1))),
				float64(t.held[0])/n, float64(t.held[1])/n, float64(t.held[2])/n)
		}
	}
}
