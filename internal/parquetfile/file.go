// Package parquetfile opens Parquet files of any program and reads their columns. A damaged file gives an error, never a
// panic.
package parquetfile

import (
	"errors"
	"fmt"
	"os"

	"github.com/parquet-go/parquet-go"
)

// ErrNotParquet says that a file does not begin like a Parquet file.
var ErrNotParquet = errors.New("is no Parquet file")

// DamagedError says that a Parquet file cannot be read.
type DamagedError struct {
	Path   string
	Reason string
}

// Error returns the path and the reason.
func (e *DamagedError) Error() string { return e.Path + ": damaged: " + e.Reason }

// File is a Parquet file that is open for reading.
type File struct {
	*parquet.File
	Path string
	file *os.File
}

// Open opens a file. The error is the system's, ErrNotParquet or a *DamagedError.
func Open(path string) (f *File, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f = &File{Path: path, file: file}
	defer func() {
		if err != nil {
			file.Close()
		}
	}()
	defer f.recovered(&err)
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var mark [4]byte
	if _, err := file.ReadAt(mark[:], 0); err != nil || string(mark[:]) != "PAR1" {
		return nil, fmt.Errorf("%s: %w", path, ErrNotParquet)
	}
	f.File, err = parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, f.damaged("%v", err)
	}
	rows, negative := int64(0), false
	for _, g := range f.RowGroups() {
		rows += g.NumRows()
		negative = negative || g.NumRows() < 0
	}
	if negative || rows != f.NumRows() {
		return nil, f.damaged("it says to have %d rows, its row groups have %d", f.NumRows(), rows)
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

func (f *File) damaged(format string, args ...any) error {
	return &DamagedError{f.Path, fmt.Sprintf(format, args...)}
}

// recovered turns a panic of the library into an error.
func (f *File) recovered(err *error) {
	if r := recover(); r != nil {
		*err = f.damaged("%v", r)
	}
}
