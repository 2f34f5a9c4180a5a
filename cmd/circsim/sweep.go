package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

func sweepVerb() *cli.Command {
	return &cli.Command{
		Name:      "sweep",
		Usage:     "simulate every run of a scenario's sweep",
		UsageText: "circsim sweep SCENARIO... [--set PATH=VALUE]... [-o DIR] [--workers N] [--extend | --replace] [--shard I/N] [--dry-run] [--confirm] [--quiet]",
		Description: `SCENARIO is a file, or the name of a built-in scenario. The tables appear in
DIR/<scenario>, part by part, and are the same whatever the workers and shards.
Finished runs are kept: the same command goes on after an interruption, and has
nothing to make after that. Results of another plan are refused, with what differs.

Examples:

   circsim sweep grokking
   circsim sweep studies/*.yaml -o results --set sweep.seeds=10
   circsim sweep studies/*.yaml --dry-run   what it will cost
   circsim sweep grokking --set sweep.seeds=40 --extend
   circsim sweep grokking -o shared --shard 2/7   the second of seven machines`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			setFlag(),
			&cli.StringFlag{Name: "o", Value: "results", Usage: "write the tables to `DIR`/<scenario>"},
			workersFlag(),
			&cli.BoolFlag{Name: "extend", DisableDefaultText: true, Usage: "keep the runs of a smaller plan in the folder, as runs of this one"},
			replaceFlag(),
			&cli.BoolFlag{Name: "resume", Hidden: true, Usage: "what is done anyway"},
			&cli.StringFlag{Name: "shard", Usage: "make only the `I/N`-th share of the runs; all N shards write to one folder, or circsim merge joins theirs"},
			&cli.BoolFlag{Name: "dry-run", DisableDefaultText: true, Usage: "time a sample of the runs and say what the sweep will cost"},
			&cli.BoolFlag{Name: "confirm", DisableDefaultText: true, Usage: fmt.Sprintf("make a sweep of more than %d runs", sweep.Large)},
			&cli.BoolFlag{Name: "quiet", DisableDefaultText: true, Usage: "show no progress and no closing table"},
		},
		Action: sweepAll,
	}
}

func sweepAll(c *cli.Context) error {
	collectLate()
	o, err := sweepOptions(c)
	if err != nil {
		return err
	}
	studies, warnings, err := openAll(c)
	if err != nil {
		return err
	}
	if c.Bool("dry-run") {
		return dryRun(c, studies, o)
	}
	refused := false
	for _, s := range studies {
		err := confirmed(c, s, o)
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err == nil && len(studies) > 1 { // sweep.Run checks its own before it begins
			err = sweep.Check(c.Context, s, o)
		}
		if err != nil {
			say(c.App.ErrWriter, err)
			refused = true
		}
	}
	if refused {
		return fault{exitWrong}
	}
	worst := exitDone
	end := &closing{c: c, dir: o.Dir, studies: len(studies), warnings: warnings}
	for _, s := range studies {
		err := sweepOne(c, s, o, end)
		if errors.Is(err, context.Canceled) {
			if err := end.write(); err != nil {
				return err
			}
			fmt.Fprintf(c.App.ErrWriter, "circsim: interrupted; what is finished is kept, go on with: %s\n", resumption(c))
			return fault{exitInterrupted}
		}
		if err != nil {
			say(c.App.ErrWriter, err)
			end.fail(s.Name, err)
			if unwritten(err) {
				fmt.Fprintf(c.App.ErrWriter, "circsim: what is finished is kept, go on with: %s\n", resumption(c))
			}
			worst = max(worst, status(err))
		}
	}
	if err := end.write(); err != nil {
		return err
	}
	if worst != exitDone {
		return fault{worst}
	}
	return nil
}

// sweepOne makes one scenario's sweep and reads what it shows.
func sweepOne(c *cli.Context, s *scenarios.Scenario, o sweep.Options, end *closing) error {
	p := newProgress(c, s.Name)
	o.Observer = p
	analyzed := there(filepath.Join(o.Dir, s.Name, output.ThresholdsName))
	done, err := sweep.Run(c.Context, s, o)
	p.end(err == nil)
	if analyzed && !there(filepath.Join(o.Dir, s.Name, output.ThresholdsName)) {
		fmt.Fprintf(c.App.ErrWriter, "%s: %s was about other runs and is gone; circsim analyze makes it anew\n", s.Name, output.ThresholdsName)
	}
	if err == nil && done.Runs == 0 && done.Apart {
		fmt.Fprintf(c.App.ErrWriter, "%s: shard %d/%d has no searches, the sweep has %d\n", s.Name, o.Shard.Index, o.Shard.Count, done.Shares)
	} else if err == nil && done.Runs == 0 {
		fmt.Fprintf(c.App.ErrWriter, "%s: shard %d/%d has no parts, the sweep has %d\n", s.Name, o.Shard.Index, o.Shard.Count, done.Parts)
	}
	var failed *sweep.RunError
	if done.Staged && errors.As(err, &failed) {
		fmt.Fprintf(c.App.ErrWriter, "%s: stays the smaller study until all runs of the larger one are made; the same command tries again\n", s.Name)
	}
	if err == nil && done.Apart && !done.Staged && done.Runs > 0 {
		fmt.Fprintf(c.App.ErrWriter, "%s: when all shards are done, the sweep without --shard joins them, or circsim merge those of several folders\n", s.Name)
	}
	if err == nil && done.Staged {
		fmt.Fprintf(c.App.ErrWriter, "%s: when all shards are done, --extend without --shard puts the larger study in place\n", s.Name)
	}
	if err == nil && !done.Staged {
		mentionExtension(c.App.ErrWriter, done.Dir)
	}
	if err == nil && !done.Staged && s.Sweep.Maps() {
		err = writeBoundary(done.Dir)
	}
	if err != nil {
		return err
	}
	if done.Staged || done.Apart {
		return nil
	}
	return end.add(done, o.Shard.Whole())
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func sweepOptions(c *cli.Context) (sweep.Options, error) {
	var o sweep.Options
	if !c.Args().Present() {
		return o, text.Refuse("circsim sweep: expected scenario files, or names of built-in scenarios")
	}
	var err error
	if o.Existing, err = existing(c); err != nil {
		return o, err
	}
	if o.Dir, err = folder(c); err != nil {
		return o, err
	}
	if o.Workers, err = workers(c); err != nil {
		return o, err
	}
	if c.IsSet("shard") {
		if o.Shard, err = sweep.ParseShard(c.String("shard")); err != nil {
			return o, text.Refuse("circsim sweep: --%w", err)
		}
	}
	return o, nil
}

// existing reads what becomes of results that are there.
func existing(c *cli.Context) (sweep.Existing, error) {
	switch extend, replace := c.Bool("extend"), c.Bool("replace"); {
	case extend && replace:
		return 0, text.Refuse("%s: --extend keeps what --replace deletes, expected one of them", c.Command.HelpName)
	case replace && c.Bool("resume"):
		return 0, text.Refuse("%s: --resume keeps what --replace deletes, expected one of them", c.Command.HelpName)
	case extend:
		return sweep.Extend, nil
	case replace:
		return sweep.Replace, nil
	}
	return sweep.Keep, nil
}

// openAll reads every scenario, and reports the faults of all of them before any work.
func openAll(c *cli.Context) (studies []*scenarios.Scenario, all []scenarios.Warning, err error) {
	bad := false
	for _, name := range c.Args().Slice() {
		s, warnings, err := scenarios.Open(name, c.StringSlice("set"))
		if err != nil {
			say(c.App.ErrWriter, err)
			bad = true
			continue
		}
		warn(c.App.ErrWriter, warnings)
		all = append(all, warnings...)
		warnSwept(c.App.ErrWriter, s)
		for _, other := range studies {
			if strings.EqualFold(other.Name, s.Name) {
				say(c.App.ErrWriter, sharesFolder(s, other, name))
				bad = true
			}
		}
		studies = append(studies, s)
	}
	if bad {
		return nil, nil, fault{exitWrong}
	}
	return studies, all, nil
}

// sharesFolder refuses two studies of one name, which may be one file that is named twice.
func sharesFolder(s, other *scenarios.Scenario, name string) error {
	if filepath.Clean(s.Source) == filepath.Clean(other.Source) {
		return text.Refuse("%s: is named twice, expected each scenario once", text.Line(name))
	}
	return s.Fault("name", "%s is the name of %s too: their tables would share a folder", s.Name, other.Source)
}

// warnSwept tells of keys that are set and swept, where the sweep's values win.
func warnSwept(stderr io.Writer, s *scenarios.Scenario) {
	for _, set := range s.Sets {
		path, _, _ := strings.Cut(set, "=")
		for _, axis := range s.Sweep.Axes {
			if axis.Path == strings.TrimSpace(path) {
				fmt.Fprintf(stderr, "--set %s: %s is swept by %s, whose values win; --set 'sweep.axes=[]' makes one point (warning)\n", set, axis.Path, s.Name)
			}
		}
	}
}

func cores() int { return runtime.GOMAXPROCS(0) }
