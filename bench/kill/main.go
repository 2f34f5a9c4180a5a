// Command kill checks that kill -9 costs a sweep nothing but time. It makes a
// sweep undisturbed. In another folder it makes the same sweep, kills the
// program at random times and starts it again each time. In the end the tables
// must have the same bytes and hold every run once. On the way, no finished part
// may be lost or made again. With -extend it kills a sweep that extends a study of
// a quarter of the runs, of which no file may change before the extension is done.
//
//	go run ./bench/kill                       40 kills over 2048 runs, half a minute
//	go run ./bench/kill -kills 6 -runs 300    a few seconds
//	go run ./bench/kill -extend               the same of an extension
//
// The times are drawn from -seed, in proportion to the duration of the
// undisturbed sweep, so that the kills are spread over the whole sweep. If a
// sweep ends before all kills have hit, another one begins in a new folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// limit is the time after which the trial counts as hung.
const limit = 10 * time.Minute

func main() {
	kills := flag.Int("kills", 40, "kills that must hit the running program")
	runs := flag.Int("runs", 2048, "runs of the sweep, rounded up to a multiple of 8")
	seed := flag.Int64("seed", 1, "seed of the times of the kills")
	extend := flag.Bool("extend", false, "kill a sweep that extends a smaller one")
	flag.Parse()
	if *kills < 1 || *runs < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if err := try(ctx, *kills, *runs, *seed, *extend); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func try(ctx context.Context, kills, runs int, seed int64, extend bool) error {
	dir, err := os.MkdirTemp("", "kill")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	p, err := build(ctx, dir, runs)
	if err != nil {
		return err
	}
	want, err := p.undisturbed(ctx, filepath.Join(dir, "undisturbed"))
	if err != nil {
		return err
	}
	fmt.Printf("undisturbed: %d runs in %d parts, %d files, %v\n", want.runs, want.parts, len(want.files), want.took.Round(time.Millisecond))
	v := victim{program: p, want: want, dir: dir}
	if extend {
		v.smaller = fmt.Sprint("sweep.seeds=", max(1, runs/8/4))
	}
	if err := v.suffer(ctx, kills, seed); err != nil {
		return err
	}
	fmt.Printf("%d kills hit, %d of them between the first and the last run; %d sweeps ended, each with the same %d files and each of %d runs once\n",
		kills, v.amid, v.ended, len(want.files), want.runs)
	return nil
}
