package output

import (
	"errors"
	"io/fs"
	"os"
)

// WriteError is a file that could not be written. Nothing of it is to be seen.
type WriteError struct {
	Path string
	Err  error // of the system, such as syscall.ENOSPC
}

// Error gives the path and the cause on one line.
func (e *WriteError) Error() string { return "cannot write " + e.Path + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// blame names the file that could not be written, not the one aside.
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
