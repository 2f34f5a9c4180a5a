package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/circsim/circsim/internal/random"
)

// victim is the sweep that is killed.
type victim struct {
	program program
	want    outcome
	dir     string // its sweeps have folders in here
	ended   int    // finished sweeps
	amid    int    // kills between the first and the last run
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
		killed, err := v.program.sweep(ctx, v.folder(), before.started, delay)
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
		now, err := look(tables(v.folder()), v.want.runs)
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
	if killed, err := v.program.sweep(ctx, v.folder(), true, limit); killed || err != nil {
		return fmt.Errorf("the last --resume: killed %t: %w", killed, err)
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
