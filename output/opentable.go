package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// openFile is a Parquet file that is open for reading.
type openFile struct {
	*parquet.File
	file *os.File
}

// Close closes the file.
func (f *openFile) Close() error { return f.file.Close() }

// openTable opens a file of a part. A damaged file gives an error, no panic.
func openTable(path string) (f *openFile, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: damaged: %v", path, r)
		}
		if err != nil {
			file.Close()
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() || !beginsAsParquet(file) {
		return nil, notOurs(path)
	}
	table, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &openFile{table, file}, nil
}

// beginsAsParquet looks for the mark at the beginning of every Parquet file.
func beginsAsParquet(file *os.File) bool {
	var mark [4]byte
	_, err := file.ReadAt(mark[:], 0)
	return err == nil && string(mark[:]) == "PAR1"
}

// notOurs is the error of a file that no circsim wrote.
func notOurs(path string) error { return fmt.Errorf("%s: is no Parquet file of circsim", path) }

// Parts are the paths of a table's files in a scenario's folder, in order of
// their parts.
func Parts(dir string, t Table) ([]string, error) {
	return numbered(filepath.Join(dir, string(t)), "part-*.parquet")
}

// numbered are the paths of the files in a folder whose names match, in order of their numbers.
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
