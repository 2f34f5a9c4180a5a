package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/internal/parquetfile"
)

// openFile is a Parquet file that is open for reading.
type openFile struct{ *parquetfile.File }

// openTable opens a file of a part.
func openTable(path string) (openFile, error) {
	file, err := parquetfile.Open(path)
	if errors.Is(err, parquetfile.ErrNotParquet) {
		err = notOurs(path)
	}
	return openFile{file}, err
}

// notOurs returns the error of a file that circsim did not write.
func notOurs(path string) error { return fmt.Errorf("%s: is no Parquet file of circsim", path) }

// Parts returns the paths of a table's files in a scenario's folder, in the order of the parts.
func Parts(dir string, t Table) ([]string, error) {
	return numbered(filepath.Join(dir, string(t)), "part-*.parquet")
}

// numbered returns the paths of the files in a folder whose names match, in the order of their numbers.
func numbered(folder, pattern string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if ok, _ := filepath.Match(pattern, e.Name()); ok {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	slices.SortFunc(paths, func(a, b string) int { // part-100000 comes after part-99999
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return paths, nil
}
