package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Stray is the path of a file in a scenario's folder that stands where circsim writes and
// that no circsim wrote, "" where there is none: a manifest of another program or, where there
// is no manifest, a part or checksums. A folder with a manifest of any circsim may be taken to be its own.
func Stray(dir string) (string, error) {
	path := manifestPath(dir)
	text, err := os.ReadFile(path)
	switch {
	case err == nil && ours(text):
		return "", nil
	case err == nil:
		return path, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	for _, t := range tables {
		paths, err := Parts(dir, t)
		if err != nil {
			return "", err
		}
		for _, path := range paths {
			file, err := openTable(path)
			if errors.Is(err, fs.ErrNotExist) {
				continue // another shard is just replacing it
			}
			if err != nil {
				return path, nil
			}
			_, ours := file.Lookup(metaFormat)
			file.Close()
			if !ours {
				return path, nil
			}
		}
	}
	noted, err := numbered(filepath.Join(dir, sumsDir), "part-*.sha256")
	if err != nil {
		return "", err
	}
	for _, path := range noted {
		var part int
		fmt.Sscanf(filepath.Base(path), "part-%d.", &part)
		if _, err := readSums(dir, part); path != SumsPath(dir, part) || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
	}
	return "", nil
}

// ours says whether a manifest is one of circsim, of any format.
func ours(manifest []byte) bool {
	var is struct {
		Format   int
		PlanHash string `json:"plan_hash"`
	}
	return json.Unmarshal(manifest, &is) == nil && is.Format > 0 && is.PlanHash != ""
}
