package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// The exit statuses.
const (
	exitDone        = 0
	exitFailed      = 1 // a run failed
	exitWrong       = 2 // the command line or a file is wrong
	exitInterrupted = 130
)

// usageError is a fault of the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// errNoVerb has been answered with help.
var errNoVerb = usageError("no verb")

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
	case err == error(errNoVerb):
	default:
		say(stderr, err)
	}
	return status(err)
}

// say writes an error's line. It begins with the program's name, or with the place
// in a file.
func say(stderr io.Writer, err error) {
	var usage usageError
	switch {
	case status(err) == exitInterrupted:
		fmt.Fprintln(stderr, "circsim: interrupted")
	case errors.As(err, &usage), ofFile(err):
		fmt.Fprintln(stderr, err)
	default:
		fmt.Fprintln(stderr, "circsim:", err)
	}
}

func status(err error) int {
	var usage usageError
	var refused *sweep.Refusal
	var apart *output.MergeRefusal
	var damaged *output.DamagedManifestError
	switch {
	case errors.As(err, &usage), errors.As(err, &refused), errors.As(err, &apart), errors.As(err, &damaged), ofFile(err):
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
