package main

import (
	"path/filepath"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sweep/summary"
)

// writeBoundary writes the whole line of which the closing table shows every fourth place.
func writeBoundary(dir string) error {
	b, err := summary.FindBoundary(dir)
	if err != nil {
		return err
	}
	return b.WriteParquet(filepath.Join(dir, output.BoundaryName))
}
