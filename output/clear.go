package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ThresholdsName is the file of a scenario's folder that says what circsim analyze found in its tables.
const ThresholdsName = "thresholds.parquet"

// Clear removes the parts with their checksums, the manifest, the note of SetShards, unfinished
// files and what was found in the tables from a scenario's folder, and leaves other files alone.
func Clear(dir string) error {
	if err := removeUnfinished(dir); err != nil {
		return err
	}
	var paths []string
	for _, t := range []Table{Runs, Curves, Circuits} { // without its runs file a part is missing
		there, err := Parts(dir, t)
		if err != nil {
			return err
		}
		paths = append(paths, there...)
	}
	noted, err := numbered(filepath.Join(dir, sumsDir), "part-*.sha256")
	if err != nil {
		return err
	}
	paths = append(paths, noted...)
	for _, path := range append(paths, manifestPath(dir), filepath.Join(dir, shardsName), filepath.Join(dir, ThresholdsName)) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return removeSummary(dir)
}
