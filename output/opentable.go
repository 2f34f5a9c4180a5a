package output

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

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
	table, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &openFile{table, file}, nil
}

// Parts are the paths of a table's files in a scenario's folder, in order of
// their parts.
func Parts(dir string, t Table) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(dir, string(t)))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if ok, _ := filepath.Match("part-*.parquet", e.Name()); ok {
			names = append(names, e.Name())
		}
	}
	sort.SliceStable(names, func(i, j int) bool { // part-100000 comes after part-99999
		if len(names[i]) != len(names[j]) {
			return len(names[i]) < len(names[j])
		}
		return strings.Compare(names[i], names[j]) < 0
	})
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(dir, string(t), name)
	}
	return paths, nil
}
