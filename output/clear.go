package output

import (
	"errors"
	"os"
	"path/filepath"
)

// ThresholdsName is the file of a scenario's folder that says what circsim analyze found in its tables.
const ThresholdsName = "thresholds.parquet"

// BoundaryName is the file of a scenario's folder that holds the boundary that its design has followed.
const BoundaryName = "boundary.parquet"

// Clear removes the parts with their checksums, the manifest, folders and number of shards, an extension under way, unfinished
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
	paths = append(paths, manifestPath(dir))
	shards, err := shardDirs(dir)
	if err != nil {
		return err
	}
	return errors.Join(RemoveShards(dir, shards), removeIfThere(paths...), removeFindings(dir), os.RemoveAll(ExtensionDir(dir)))
}

// removeFindings removes what was found in the tables of a folder: they are about to change.
func removeFindings(dir string) error {
	return errors.Join(removeIfThere(filepath.Join(dir, ThresholdsName), filepath.Join(dir, BoundaryName)), removeSummary(dir))
}
