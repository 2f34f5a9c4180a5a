package evaluations

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

// place is where something is written: in a file, or in a command-line flag, which has no lines.
type place struct {
	file         string
	line, column int // from 1; 0: unknown
}

func (p place) fault(format string, args ...any) *scenarios.Error {
	return &scenarios.Error{File: p.file, Line: p.line, Column: p.column, Msg: fmt.Sprintf(format, args...)}
}

// refuse returns the error of a file or folder as a whole.
func refuse(path, format string, args ...any) error {
	return scenarios.Errors{place{file: path}.fault(format, args...)}
}

// unreadable returns the error of a file or folder that cannot be read. It names the path once.
func unreadable(path string, err error) error {
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		err = inPath.Err
	}
	return refuse(path, "%v", err)
}

// enumerate joins names for a message, and counts those after the first limit.
func enumerate(names []string, limit int) string {
	if more := len(names) - limit; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:limit], ", "), more)
	}
	return strings.Join(names, ", ")
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
