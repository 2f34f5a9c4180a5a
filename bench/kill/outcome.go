package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/circsim/circsim/output"
)

// outcome describes an undisturbed sweep.
type outcome struct {
	runs  int64
	parts int
	took  time.Duration
	files map[string]string // see hashes
}

func (p program) undisturbed(ctx context.Context, dir string) (outcome, error) {
	start := time.Now()
	if killed, err := p.sweep(ctx, dir, limit); killed || err != nil {
		return outcome{}, fmt.Errorf("the undisturbed sweep: killed %t: %w", killed, err)
	}
	took := time.Since(start)
	m, err := output.ReadManifest(tables(dir))
	if err != nil {
		return outcome{}, err
	}
	files, err := hashes(dir)
	return outcome{m.Runs, m.Parts, took, files}, err
}

// tables is the folder of the scenario's tables in a sweep's folder.
func tables(dir string) string { return filepath.Join(dir, "killed") }

// check compares a finished sweep with the undisturbed one and with its own
// earlier progress.
func (o outcome) check(dir string, before progress) error {
	now, err := look(tables(dir), o.runs)
	if err != nil {
		return err
	}
	if err := before.keptBy(now); err != nil {
		return err
	}
	if n := now.finished(); n != o.runs {
		return fmt.Errorf("%d of %d runs are in the tables", n, o.runs)
	}
	files, err := hashes(dir)
	if err != nil {
		return err
	}
	return difference(o.files, files)
}
