package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/summary"
	"github.com/urfave/cli/v2"
)

// closing is the end of a sweep: the tables of a single study, or a line for each of several, failures and warnings last.
type closing struct {
	c        *cli.Context
	dir      string // of the studies' folders
	studies  int
	single   *summary.Summary // of the only study
	findings []summary.Finding
	failures []string
	warnings []scenarios.Warning
}

// add reads a study's tables, and writes what they show to its folder once all runs are there. It does not read them for
// nothing: a quiet shard with other shards' parts missing has no end.
func (e *closing) add(done sweep.Report, whole bool) error {
	if e.c.Bool("quiet") && !whole {
		parts, err := output.Parts(done.Dir, output.Runs)
		if err != nil || len(parts) < done.Parts {
			return err
		}
	}
	s, err := summary.Summarize(done.Dir)
	if errors.Is(err, fs.ErrNotExist) && !whole {
		return nil // another shard is just replacing a part
	}
	if err != nil {
		return err
	}
	if e.studies == 1 {
		e.single = s
	}
	e.findings = append(e.findings, s.Finding())
	return writeSummary(e.c.App.ErrWriter, s)
}

// writeSummary writes the summary to the study's folder, if all runs are there.
func writeSummary(stderr io.Writer, s *summary.Summary) error {
	if s.Runs < s.Planned {
		return nil
	}
	there := *s
	there.Dir = summary.Here
	ours, err := output.WriteSummary(s.Dir, there.Text(text.Screen{}))
	if !ours {
		fmt.Fprintf(stderr, "%s: is not circsim's and stays; the summary of the study is not written (warning)\n", filepath.Join(s.Dir, output.SummaryName))
	}
	return err
}

func (e *closing) fail(study string, err error) {
	e.failures = append(e.failures, text.Line(study+": "+err.Error()))
}

// write prints the end on standard output.
func (e *closing) write() error {
	screen := text.ScreenOf(e.c.App.Writer)
	switch {
	case e.c.Bool("quiet"):
		return nil
	case e.single != nil:
		return write(e.c.App.Writer, []byte(e.single.Text(screen)+"\n"))
	case e.studies == 1:
		return nil
	}
	p := text.NewPage(screen)
	if len(e.findings) > 0 {
		p.Line("%s, tables and %s of each in %s", text.Count(len(e.findings), "study"), output.SummaryName, filepath.Join(e.dir, "STUDY"))
		p.Gap()
		if err := write(e.c.App.Writer, []byte(p.String()+summary.Overview(e.findings, screen))); err != nil {
			return err
		}
	}
	p = text.NewPage(screen)
	if len(e.warnings) > 0 {
		p.Gap()
		p.Line("%s", text.Count(len(e.warnings), "warning"))
		for _, w := range e.warnings[:min(len(e.warnings), maxRepeatedWarnings)] {
			p.Paragraph(w.String())
		}
		if more := len(e.warnings) - maxRepeatedWarnings; more > 0 {
			p.Line("… and %d more", more)
		}
	}
	if len(e.failures) > 0 {
		p.Gap()
		p.Line("%s failed", text.Count(len(e.failures), "study"))
		for _, failure := range e.failures {
			p.Paragraph(failure)
		}
	}
	return write(e.c.App.Writer, []byte(p.String()))
}

const maxRepeatedWarnings = 3 // of those before the sweep, at its end
