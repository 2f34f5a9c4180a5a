package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

func reproduceVerb() *cli.Command {
	return &cli.Command{
		Name:      "reproduce",
		Usage:     "hold the simulator against what papers have published",
		UsageText: "circsim reproduce [NAME...] [-o DIR] [--replace] [--workers N] [--json] [--quiet]",
		Description: `NAME is a phenomenon of docs/phenomena, or its number; without one, all of them.
Their scenarios are swept into DIR, and every claim is computed from the tables
that appear there: published value, simulated value with its 95% interval over
seeds, verdict. DIR/board.parquet has the board, DIR/<name>.svg the pictures.
Finished runs in DIR are kept, and so are the lines of the board about other phenomena.

A claim that the theory does not meet stays on the board. The exit status is 1
only where a verdict differs from the recorded one.

Examples:

   circsim reproduce
   circsim reproduce grokking double-descent
   circsim reproduce --json | jq '.claims[] | select(.met | not)'`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "o", Value: filepath.Join("results", "reproduce"), Usage: "write tables, board and pictures to `DIR`"},
			replaceFlag(),
			workersFlag(),
			jsonFlag(),
			&cli.BoolFlag{Name: "quiet", DisableDefaultText: true, Usage: "show no progress"},
		},
		Action: reproduce,
	}
}

func reproduce(c *cli.Context) error {
	rows, err := claims.Choose(c.Args().Slice())
	if err != nil {
		return text.Refuse("circsim reproduce: %w", err)
	}
	dir, err := folder(c)
	if err != nil {
		return err
	}
	n, err := workers(c)
	if err != nil {
		return err
	}
	o := sweep.Options{Dir: dir, Workers: n}
	if c.Bool("replace") {
		o.Existing = sweep.Replace
	}
	path := filepath.Join(dir, claims.BoardName)
	others, err := claims.ReadOthers(path, rows)
	if err != nil && o.Existing != sweep.Replace {
		return err
	}
	if err := checkSweeps(c, rows, o); err != nil {
		return err
	}
	outcomes, err := claims.Run(c.Context, rows, dir, &reproducing{c: c, options: o, rows: len(rows)})
	if errors.Is(err, context.Canceled) {
		again := ""
		if o.Existing == sweep.Replace {
			again = " without --replace"
		}
		fmt.Fprintf(c.App.ErrWriter, "circsim: interrupted; what is finished is kept, the same command%s goes on\n", again)
		return fault{exitInterrupted}
	}
	if err != nil {
		return err
	}
	board := claims.BoardOf(outcomes)
	if err := board.WriteParquet(path, others); err != nil {
		return err
	}
	for _, o := range outcomes {
		if err := writePicture(&o, dir); err != nil {
			return err
		}
	}
	if err := answer(c, board.JSON, board.Text); err != nil {
		return err
	}
	if len(board.Differing()) > 0 {
		return fault{exitFailed}
	}
	return nil
}

// checkSweeps refuses folders that cannot take the tables, before any of them is made.
func checkSweeps(c *cli.Context, rows []*claims.Row, o sweep.Options) error {
	refused, checked := false, map[string]bool{}
	for _, r := range rows {
		for _, name := range r.Scenarios {
			if checked[name] {
				continue
			}
			checked[name] = true
			s, _, err := scenarios.Named(name)
			if err == nil {
				err = sweep.Check(c.Context, s, o)
			}
			if err != nil {
				say(c.App.ErrWriter, err)
				refused = true
			}
		}
	}
	if refused {
		return fault{exitWrong}
	}
	return nil
}

// writePicture draws a phenomenon's picture into a folder, as NAME.svg.
func writePicture(o *claims.Outcome, dir string) error {
	figure := show.Phenomenon(o)
	figure.Source += ", circsim " + output.CurrentBuild().Version
	drawn, err := figure.File(show.SVGFormat, show.Style{Columns: 2})
	if err != nil {
		return err
	}
	return output.WriteFile(filepath.Join(dir, o.Row.Name+".svg"), drawn)
}

// reproducing sweeps the scenarios of rows and shows the progress.
type reproducing struct {
	c        *cli.Context
	options  sweep.Options
	rows, at int
}

// Row says which phenomenon is at work.
func (r *reproducing) Row(row *claims.Row) {
	r.at++
	if !r.c.Bool("quiet") {
		fmt.Fprintf(r.c.App.ErrWriter, "[%d/%d] %s\n", r.at, r.rows, row.Title)
	}
}

// Sweep runs a scenario and shows it as circsim sweep does.
func (r *reproducing) Sweep(ctx context.Context, s *scenarios.Scenario, dir string) error {
	shown := newProgress(r.c, s.Name)
	o := r.options
	o.Dir, o.Observer = dir, shown
	_, err := sweep.Run(ctx, s, o)
	shown.end(err == nil)
	return err
}
