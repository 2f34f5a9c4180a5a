package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// position is a place in a scenario: a line and column of its file, both from 1, or the --set that gave the value.
type position struct {
	Line, Column int
	Set          string
}

// Error is one fault of a scenario file, or of a --set on the command line.
type Error struct {
	File         string // as the user typed it
	Line, Column int    // from 1; 0 when the fault has no place in the file
	Set          string // PATH=VALUE of the --set at fault, if it is one
	Msg          string // what is wrong, what was expected
}

// Error gives the fault as one line that begins with its place.
func (e *Error) Error() string {
	switch {
	case e.Set != "":
		return fmt.Sprintf("--set %s: %s", text.Line(e.Set), e.Msg)
	case e.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
	}
	return e.File + ": " + e.Msg
}

// Errors are all the faults of one scenario, in the order of the file.
type Errors []*Error

// Error gives one line per fault.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, fault := range e {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each fault.
func (e Errors) Unwrap() []error {
	faults := make([]error, len(e))
	for i, fault := range e {
		faults[i] = fault
	}
	return faults
}

// Warning is a remark on a scenario that can run.
type Warning Error

// String gives the warning as one line that begins with its place.
func (w Warning) String() string { return (*Error)(&w).Error() }

// Fault is an error about the key at path. Its place is that of the key, or of the section that would hold the key.
func (s *Scenario) Fault(path, format string, args ...any) *Error {
	at := s.place(path)
	return &Error{s.Source, at.Line, at.Column, at.Set, fmt.Sprintf(format, args...)}
}

func (s *Scenario) place(path string) position {
	for {
		if at, ok := s.places[path]; ok {
			return at
		}
		dot := strings.LastIndexByte(path, '.')
		if dot < 0 {
			return s.places[""]
		}
		path = path[:dot]
	}
}

// sorted puts faults in the order of the file, then those of settings, and drops repetitions.
func (e Errors) sorted() Errors {
	slices.SortStableFunc(e, func(a, b *Error) int {
		return cmp.Or(strings.Compare(a.Set, b.Set), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.CompactFunc(e, func(a, b *Error) bool { return *a == *b })
}
