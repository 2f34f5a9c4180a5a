package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// The exit statuses.
const (
	exitDone        = 0
	exitFailed      = 1 // a run failed
	exitWrong       = 2 // the command line, a file or a folder is wrong
	exitInterrupted = 130
)

// fault is an error that is already reported, with its exit status.
type fault struct{ status int }

func (f fault) Error() string { return fmt.Sprintf("exit status %d", f.status) }

// report writes an error as one line, and gives the exit status.
func report(err error, stderr io.Writer) int {
	var done fault
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &done):
		return done.status
	default:
		say(stderr, err)
	}
	return status(err)
}

// say writes an error's line. That of a refusal begins with what is at fault: a place in a file, a folder, a flag or
// the verb. All others begin with the program's name.
func say(stderr io.Writer, err error) {
	switch status(err) {
	case exitInterrupted:
		fmt.Fprintln(stderr, "circsim: interrupted")
	case exitWrong:
		fmt.Fprintln(stderr, err)
	default:
		fmt.Fprintln(stderr, "circsim:", err)
	}
}

func status(err error) int {
	var refused *text.Refusal
	var damaged *output.DamagedManifestError
	switch {
	case errors.As(err, &refused), errors.As(err, &damaged), ofFile(err):
		return exitWrong
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return exitFailed
}

// ofFile says whether a scenario file is at fault, and not a run of it.
func ofFile(err error) bool {
	var run *sweep.RunError
	var many scenarios.Errors
	var one *scenarios.Error
	return !errors.As(err, &run) && (errors.As(err, &many) || errors.As(err, &one))
}

// unwritten says whether results could not be written, as on a full disk.
func unwritten(err error) bool {
	var failed *output.WriteError
	return status(err) == exitFailed && errors.As(err, &failed)
}
