package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// shortRuns is a sweep of 10,000 short runs for each seed.
//
//go:embed short.yaml
var shortRuns []byte

// sweeps prints what the real program takes for sweeps: against runs, and against cores.
func (b *bench) sweeps() error {
	p := program{binary: filepath.Join(b.dir, "circsim.exe"), results: filepath.Join(b.dir, "swept")}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", p.binary, "github.com/circsim/circsim/cmd/circsim")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building circsim: %w\n%s", err, out)
	}
	study := filepath.Join(b.dir, "short.yaml")
	if err := os.WriteFile(study, shortRuns, 0o644); err != nil {
		return err
	}
	if err := b.againstRuns(p, study); err != nil {
		return err
	}
	return b.againstCores(p, study)
}

// program is the circsim binary, and a folder for its tables.
type program struct{ binary, results string }

// sweep makes a sweep in an empty folder. Times are in seconds.
func (p program) sweep(study string, seeds int, flags ...string) (wall, user float64, err error) {
	defer os.RemoveAll(p.results)
	args := append([]string{"sweep", study, "-o", p.results, "--quiet", "--set", "sweep.seeds=" + strconv.Itoa(seeds)}, flags...)
	cmd := exec.Command(p.binary, args...)
	began := time.Now()
	if said, err := cmd.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("circsim %v: %w\n%s", args, err, said)
	}
	return time.Since(began).Seconds(), cmd.ProcessState.UserTime().Seconds(), nil
}

func (b *bench) againstRuns(p program, study string) error {
	seeds := []int{1, 3}
	if b.large {
		seeds = []int{1, 5}
	}
	t := table{{"runs", "wall time, s", "user time, s", "wall, μs a run", "user, μs a run"}}
	for _, n := range seeds {
		wall, user, err := p.sweep(study, n)
		if err != nil {
			return err
		}
		runs := 10000 * float64(n)
		t.row(fmt.Sprint(10000*n), short(wall), short(user), short(1e6*wall/runs), short(1e6*user/runs))
	}
	fmt.Fprintf(b.out, "\n## Cost against runs in a sweep\n\nshort.yaml, one worker for each core\n")
	t.print(b.out)
	return nil
}

func (b *bench) againstCores(p program, study string) error {
	t := table{{"sweep", "workers", "wall time, s", "user time, s", "times as fast"}}
	for _, s := range []struct {
		name, study string
		seeds       int
	}{
		{"short.yaml, 10,000 runs", study, 1},
		{"grokking, 3,000 runs", "grokking", 300},
		{"emergence-by-scale, 20 runs", "emergence-by-scale", 1},
	} {
		one := 0.0
		for workers := 1; workers <= 2; workers++ {
			wall, user, err := p.sweep(s.study, s.seeds, "--workers", strconv.Itoa(workers))
			if err != nil {
				return err
			}
			if workers == 1 {
				one = wall
			}
			t.row(s.name, strconv.Itoa(workers), short(wall), short(user), short(one/wall))
		}
	}
	fmt.Fprintf(b.out, "\n## Cores: sweeps\n")
	t.print(b.out)
	return nil
}
