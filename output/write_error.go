package output

import (
	"errors"
	"io/fs"
	"os"
)

// WriteError says that a file could not be written. Readers see nothing of it.
type WriteError struct {
	Path string
	Err  error // the system's, such as syscall.ENOSPC
}

// Error returns the path and the cause on one line.
func (e *WriteError) Error() string { return "cannot write " + e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// blame returns a *WriteError of the file that was to be written, in place of its temporary name.
func blame(path string, err error) error {
	var named *WriteError
	var where *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &named):
		return named
	case errors.As(err, &where):
		err = where.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return &WriteError{path, err}
}
