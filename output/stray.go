package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/internal/parquetfile"
)

// Stray is the path of a file in a scenario's folder that stands where circsim writes and
// that no circsim wrote, "" where there is none: a manifest of another program or, where there
// is no manifest, a part or checksums. A folder with a manifest of any circsim may be taken to be its own;
// of a manifest that is no more than a piece of one the error is a *DamagedManifestError.
func Stray(dir string) (string, error) {
	path := manifestPath(dir)
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		return strayManifest(path, text)
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	for _, t := range tables {
		paths, err := Parts(dir, t)
		if err != nil {
			return "", err
		}
		for _, path := range paths {
			if strayTable(dir, path) {
				return path, nil
			}
		}
	}
	noted, err := numbered(filepath.Join(dir, sumsDir), "part-*.sha256")
	if err != nil {
		return "", err
	}
	for _, path := range noted {
		if straySums(dir, path) {
			return path, nil
		}
	}
	return "", nil
}

// strayTable reports whether a file in the place of a part is not circsim's: it can be read and is of
// another program, or it cannot be read and nothing says that it is a damaged part.
func strayTable(dir, path string) bool {
	err := ourTable(path)
	var damaged *parquetfile.DamagedError
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.As(err, &damaged) { // or another shard is just replacing it
		return false
	}
	if !errors.Is(err, parquetfile.ErrNotParquet) {
		return true
	}
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return false
	}
	_, err = readSums(dir, numberOf(path))
	return err != nil
}

// straySums reports whether a file in the place of checksums is not circsim's. Damaged ones are beside a
// part of their number.
func straySums(dir, path string) bool {
	part := numberOf(path)
	if path != SumsPath(dir, part) {
		return true
	}
	if _, err := readSums(dir, part); err == nil || errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return !slices.ContainsFunc(tables, func(t Table) bool { return ourTable(PartPath(dir, t, part)) == nil })
}

// numberOf is the number in the name of a part's file, or 0 if it has none.
func numberOf(path string) (part int) {
	fmt.Sscanf(filepath.Base(path), "part-%d.", &part)
	return part
}

// strayManifest is the manifest's path where it is not circsim's, of any format.
func strayManifest(path string, text []byte) (string, error) {
	var is struct {
		Format   int
		PlanHash string `json:"plan_hash"`
	}
	err := json.Unmarshal(text, &is)
	var broken *json.SyntaxError
	switch {
	case err == nil && is.Format > 0 && is.PlanHash != "":
		return "", nil
	case !errors.As(err, &broken):
		return path, nil
	}
	was, wrong := cutOff(text, filepath.Dir(path))
	switch {
	case wrong != nil:
		return "", wrong
	case was:
		return "", &DamagedManifestError{path, err}
	}
	return path, nil
}

// ourTable is an error where a file is no table of circsim.
func ourTable(path string) error {
	file, err := parquetfile.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, ours := file.Lookup(metaFormat); !ours {
		return notOurs(path)
	}
	return nil
}
