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

// fault is the exit status after an error that was reported before.
type fault struct{ status int }

func (f fault) Error() string { return fmt.Sprintf("exit status %d", f.status) }

// report writes an error as one line, and gives the exit status.
func report(err error, stderr io.Writer) int {
	if err == nil {
		return exitDone
	}
	if reported, ok := errors.AsType[fault](err); ok {
		return reported.status
	}
	say(stderr, err)
	return status(err)
}

// say writes an error as one line. A refusal begins with what is at fault: a place in a file, a folder, a flag or the
// verb. Other errors begin with the program's name.
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
	_, refused := errors.AsType[*text.Refusal](err)
	_, damaged := errors.AsType[*output.DamagedManifestError](err)
	switch {
	case refused, damaged, ofFile(err):
		return exitWrong
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return exitFailed
}

// ofFile says whether a scenario file is at fault, and not a run of it.
func ofFile(err error) bool {
	_, ofRun := errors.AsType[*sweep.RunError](err)
	_, found := errors.AsType[*scenarios.Error](err)
	return found && !ofRun
}

// unwritten says whether results could not be written, as on a full disk.
func unwritten(err error) bool {
	_, failed := errors.AsType[*output.WriteError](err)
	return failed && status(err) == exitFailed
}
