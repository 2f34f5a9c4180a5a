package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output"
)

// victim is the sweep that is killed.
type victim struct {
	program program
	want    outcome
	dir     string            // its sweeps have folders in here
	smaller string            // the --set of the study that it extends; empty: it extends none
	study   map[string]string // files of that study, see hashes
	ended   int               // finished sweeps
	amid    int               // kills between the first and the last run
}

// suffer restarts the sweep until a number of kills have hit, and then lets it end.
func (v *victim) suffer(ctx context.Context, kills int, seed int64) error {
	// A kill loses half a part on average. So a mean delay of the sweep's duration
	// over the kills, plus that of half a part, takes the kills through the sweep.
	span := 2 * v.want.took.Seconds() * (1/float64(kills) + 0.5/float64(v.want.parts))
	times := random.NewStream(seed, "kill")
	var before progress
	for hit, try := 0, uint64(0); hit < kills; try++ {
		delay := time.Duration(span * times.Uniform(try) * float64(time.Second))
		if err := v.prepare(ctx, before.started); err != nil {
			return err
		}
		killed, err := v.program.sweep(ctx, v.folder(), delay, v.flags()...)
		if err != nil {
			return err
		}
		if !killed {
			if err := v.end(before); err != nil {
				return err
			}
			before = progress{}
			continue
		}
		hit++
		now, err := v.look(before)
		if err != nil {
			return fmt.Errorf("after kill %d: %w", hit, err)
		}
		fmt.Printf("kill %2d after %4d ms: %4d of %d runs finished\n", hit, delay.Milliseconds(), now.finished(), v.want.runs)
		if err := before.keptBy(now); err != nil {
			return fmt.Errorf("after kill %d: %w", hit, err)
		}
		if n := now.finished(); n > 0 && n < v.want.runs {
			v.amid++
		}
		before = now
	}
	if killed, err := v.program.sweep(ctx, v.folder(), limit, v.flags()...); killed || err != nil {
		return fmt.Errorf("the last sweep: killed %t: %w", killed, err)
	}
	return v.end(before)
}

func (v *victim) folder() string { return filepath.Join(v.dir, fmt.Sprint("killed-", v.ended)) }

// end checks a finished sweep.
func (v *victim) end(before progress) error {
	if err := v.want.check(v.folder(), before); err != nil {
		return err
	}
	v.ended++
	return nil
}

// prepare makes the study that is extended, in a folder that is not started yet.
func (v *victim) prepare(ctx context.Context, started bool) error {
	if v.smaller == "" || started {
		return nil
	}
	if killed, err := v.program.sweep(ctx, v.folder(), limit, "--set", v.smaller); killed || err != nil {
		return fmt.Errorf("the smaller study: killed %t: %w", killed, err)
	}
	var err error
	v.study, err = hashes(v.folder())
	return err
}

func (v *victim) flags() []string {
	if v.smaller == "" {
		return nil
	}
	return []string{"--extend"}
}

// look finds the progress of the sweep. That of an extension is in a folder of its own until it takes the
// place of the smaller study, which must be untouched so far.
func (v *victim) look(before progress) (progress, error) {
	home := tables(v.folder())
	if v.smaller == "" {
		return look(home, v.want.runs)
	}
	m, err := output.ReadManifest(home)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return before, nil // killed while it took its place
	case err != nil:
		return before, err
	case m.Runs == v.want.runs:
		return look(home, v.want.runs)
	}
	files, err := hashes(v.folder())
	if err != nil {
		return before, err
	}
	if err := difference(v.study, files); err != nil {
		return before, fmt.Errorf("the smaller study: %w", err)
	}
	return look(output.ExtensionDir(home), v.want.runs)
}
