// Command solvers compares the engine with the best solvers of differential equations that a user could pick, on the
// same equations and the same drawn numbers, and with the limits of the machine. Then it measures what runs cost as
// they grow. All ratios are of times measured in the same run of the command.
//
//	go run ./bench/solvers                                     every table, in some minutes
//	go run ./bench/solvers -quick                              fewer seeds, rounds and sizes
//	go run ./bench/solvers -scenario NAME PATH=VALUE ...       one comparison, of any scenario
//	go run ./bench/solvers -export -scenario NAME > run.json   the numbers of one run
//
// The solvers are SUNDIALS CVODE, from a C program, and SciPy's LSODA and loops in NumPy, from a Python program, both in
// the folder programs. It names those that the machine cannot run, and leaves out their rows.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

func main() {
	scenario := flag.String("scenario", "", "compare the solvers on this scenario alone; settings PATH=VALUE may follow")
	seed := flag.Int64("seed", 1, "first seed")
	quick := flag.Bool("quick", false, "fewer seeds, rounds and sizes")
	export := flag.Bool("export", false, "print the numbers of one run as JSON")
	flag.Parse()
	if *scenario == "" && (flag.NArg() > 0 || *export) {
		flag.Usage()
		os.Exit(2)
	}
	b := bench{out: os.Stdout, effort: thorough, seed: *seed}
	if *quick {
		b.effort = quickly
	}
	c := comparison{scenario: *scenario, sets: flag.Args(), seeds: 1}
	work := b.all
	if c.scenario != "" {
		s, err := c.open()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		work = func() error { return b.prepared(func() error { return b.compare(c) }) }
		if *export {
			work = func() error { return b.export(s) }
		}
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bench is one run of the command.
type bench struct {
	out io.Writer
	effort
	seed    int64
	dir     string // of compiled programs and exported runs
	solvers []solver
}

// effort is how long to measure.
type effort struct {
	seeds   int64   // of a comparison, at most
	rounds  int     // of a pair of solvers, and repeats of a run of ours
	patient float64 // seconds that one solution may take before the search for a tolerance gives up
	large   bool    // sizes whose runs take seconds
}

var (
	thorough = effort{seeds: 5, rounds: 15, patient: 1.5, large: true}
	quickly  = effort{seeds: 1, rounds: 5, patient: 0.3}
)

// comparisons are the runs that the solvers are compared on: a stiff one of few circuits, and mixtures of one task and of
// seven, which are not stiff.
// emergence-by-scale records two steps, at which errors along the run cannot be seen.
var comparisons = []comparison{
	{scenario: "grokking", seeds: 5},
	{scenario: "scaling", seeds: 1},
	{scenario: "emergence-by-scale", sets: []string{"record.points=200"}, seeds: 3},
}

func (b *bench) all() error {
	return b.prepared(func() error {
		for _, c := range comparisons {
			if err := b.compare(c); err != nil {
				return err
			}
		}
		if err := b.limits(); err != nil {
			return err
		}
		return b.costs()
	})
}

// prepared does the work between the first line and the last, with the programs that the machine can run.
func (b *bench) prepared(work func() error) error {
	dir, err := os.MkdirTemp("", "solvers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	fmt.Fprintf(b.out, "%d cores, %s/%s, %s%s\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), load())
	if err := b.prepare(); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\nAt the end%s\n", load())
	return nil
}

// load is the machine's load average over a minute, where it can be read.
func load() string {
	averages, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	minute, _, _ := strings.Cut(string(averages), " ")
	return ", load " + minute
}

// export prints the numbers of one run.
func (b *bench) export(s *scenarios.Scenario) error {
	n, err := numbersOf(s, b.seed)
	if err != nil {
		return err
	}
	whole, lean, err := runsOf(s, b.seed)
	if err != nil {
		return err
	}
	if n.EngineFull, err = whole.timed(b.rounds); err != nil {
		return err
	}
	if n.EngineLean, err = lean.timed(b.rounds); err != nil {
		return err
	}
	return json.NewEncoder(b.out).Encode(n)
}
