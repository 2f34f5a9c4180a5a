package laboratory

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// Laboratory answers requests. Any number may come at the same time; it runs one network per core.
type Laboratory struct {
	version  string
	start    *Start
	turns    chan struct{} // holds one element for each network that runs
	pause    func()        // is called while networks run, as often as they step
	patience time.Duration // of one network
}

// Start is the scenario that a page opens first.
type Start struct {
	Name string `json:"name"`
	YAML string `json:"yaml"`
}

// Options are choices for a laboratory.
type Options struct {
	Version string // of circsim, in words
	Start   *Start // nil: the page chooses
	Pause   func() // nil, or called while networks run, as often as they step; it must be quick
}

// New makes a laboratory.
func New(o Options) *Laboratory {
	return &Laboratory{version: o.Version, start: o.Start, turns: make(chan struct{}, runtime.GOMAXPROCS(0)), pause: o.Pause, patience: runTime}
}

// UnknownMethodError says that there is no such method.
type UnknownMethodError struct{ Method string }

// Error names the methods that there are.
func (e *UnknownMethodError) Error() string {
	return fmt.Sprintf("no method %s, expected %s", text.Quote(e.Method), text.OneOf(methods))
}

// methods are all of them, as doc.go has them.
var methods = []string{"library", "open", "set", "run", "run_json", "cells", "study"}

// Answer answers a request, a JSON object, with a JSON object. An error is one line for the user. If ctx ends first the error
// wraps ctx.Err().
func (l *Laboratory) Answer(ctx context.Context, method string, request []byte) ([]byte, error) {
	if len(request) > MaxRequest {
		return nil, fmt.Errorf("a request of %d bytes, expected at most %d", len(request), MaxRequest)
	}
	switch method {
	case "library":
		return answer(request, func(*struct{}) (*library, error) { return l.library() })
	case "open":
		return answer(request, open)
	case "set":
		return answer(request, set)
	case "run":
		return answer(request, func(r *runRequest) (*run, error) { return l.run(ctx, r) })
	case "run_json":
		r, err := read[runRequest](request)
		if err != nil {
			return nil, err
		}
		return l.runJSON(ctx, r)
	case "cells":
		return answer(request, func(r *cellsRequest) (*cells, error) { return l.cells(ctx, r) })
	case "study":
		return answer(request, study)
	}
	return nil, &UnknownMethodError{method}
}

// answer reads a request, and writes what a method answers.
func answer[Q, A any](request []byte, method func(*Q) (*A, error)) ([]byte, error) {
	q, err := read[Q](request)
	if err != nil {
		return nil, err
	}
	a, err := method(q)
	if err != nil {
		return nil, err
	}
	return json.Marshal(a)
}

// read reads a request: one JSON object, without members that the method does not know.
func read[Q any](request []byte) (*Q, error) {
	var q Q
	d := json.NewDecoder(bytes.NewReader(request))
	d.DisallowUnknownFields()
	d.UseNumber()
	if err := d.Decode(&q); err != nil {
		return nil, fmt.Errorf("not a request: %s", text.Line(err.Error()))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a request: expected one JSON object")
	}
	return &q, nil
}

// scenarioOf reads a scenario for single runs. Its error is that of the first fault, which begins with line and column.
func scenarioOf(source string) (*scenarios.Scenario, []scenarios.Warning, error) {
	s, warnings, err := scenarios.ParseOne("", []byte(source), nil)
	if err != nil {
		return nil, nil, faultOf(err)
	}
	return s, warnings, nil
}

// faultOf is the first fault of a scenario as one line that begins with its line and column.
func faultOf(err error) error {
	fault, found := errors.AsType[*scenarios.Error](err)
	if !found {
		return err
	}
	if fault.Line == 0 {
		return errors.New(fault.Msg)
	}
	return fmt.Errorf("%d:%d: %s", fault.Line, fault.Column, fault.Msg)
}
