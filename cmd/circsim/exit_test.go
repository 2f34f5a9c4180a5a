package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

func TestExitStatus(t *testing.T) {
	faulty := &scenarios.Error{File: "a.yaml", Line: 3, Column: 7, Msg: "wrong"}
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{nil, 0, ""},
		{errors.New("disk full"), 1, "circsim: disk full\n"},
		{&sweep.RunError{Scenario: "a", Run: 4, Seed: 2, Err: faulty}, 1, "circsim: scenario a, run 4 (seed 2): a.yaml:3:7: wrong\n"},
		{text.Refuse("circsim run: no"), 2, "circsim run: no\n"},
		{faulty, 2, "a.yaml:3:7: wrong\n"},
		{scenarios.Errors{faulty, faulty}, 2, "a.yaml:3:7: wrong\na.yaml:3:7: wrong\n"},
		{text.Refuse("d: taken: %w", context.Canceled), 2, "d: taken: context canceled\n"},
		{&output.DamagedManifestError{Path: "manifest.json", Err: io.ErrUnexpectedEOF}, 2, "manifest.json: is damaged (unexpected EOF); remove it; circsim sweep writes it again and keeps all that is finished\n"},
		{&output.WriteError{Path: "part", Err: fs.ErrPermission}, 1, "circsim: cannot write part: permission denied\n"},
		{fmt.Errorf("seed 1: %w", context.Canceled), 130, "circsim: interrupted\n"},
		{fault{2}, 2, ""},
	} {
		var stderr strings.Builder
		if got := report(c.err, &stderr); got != c.status || stderr.String() != c.says {
			t.Errorf("%v: status %d, %q", c.err, got, stderr.String())
		}
	}
}
