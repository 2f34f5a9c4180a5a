package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/summary"
	"github.com/urfave/cli/v2"
)

func mergeVerb() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "join what shards made in folders of their own",
		UsageText: "circsim merge DIR... [-o DIR]",
		Description: `Each DIR is what a shard of circsim sweep was given as -o. Every part is checked against its
checksums and copied to DIR/<scenario> of -o, which may be one of them. It can be repeated,
and then does only what is left. A folder without tables, of a shard that ended before it wrote any,
is left out. Exit status 1 says that runs are missing, and of which shards, or that something
could not be written; 2 that folders do not belong together; 130 that it was interrupted.

Example, of three machines without a common disk:

   circsim sweep study.yaml -o one --shard 1/3      (two, three likewise)
   circsim merge one two three -o results`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "o", Value: "results", Usage: "join the tables in `DIR`/<scenario>"},
		},
		Action: merge,
	}
}

func merge(c *cli.Context) error {
	if !c.Args().Present() {
		return text.Refuse("circsim merge: expected the folders that shards were given as -o")
	}
	if _, err := folder(c); err != nil {
		return err
	}
	names, found, err := studiesIn(c)
	if err != nil {
		return err
	}
	worst := exitDone
	for _, name := range names {
		complete, err := mergeStudy(c, name, found[name])
		switch {
		case errors.Is(err, context.Canceled):
			fmt.Fprintln(c.App.ErrWriter, "circsim: interrupted; what is joined is kept, the same command goes on")
			return fault{exitInterrupted}
		case err != nil:
			say(c.App.ErrWriter, err)
			worst = max(worst, status(err))
		case !complete:
			worst = max(worst, exitFailed)
		}
	}
	if worst != exitDone {
		return fault{worst}
	}
	return nil
}

// studiesIn finds the scenario folders in those of the command line, by name.
func studiesIn(c *cli.Context) (names []string, found map[string][]string, err error) {
	found = map[string][]string{}
	var empty []string
	for _, dir := range c.Args().Slice() {
		there, err := scenarioFolders(dir)
		if err != nil {
			return nil, nil, err
		}
		if len(there) == 0 {
			empty = append(empty, dir)
		}
		for _, name := range there {
			found[name] = append(found[name], filepath.Join(dir, name))
		}
	}
	if len(found) == 0 {
		return nil, nil, text.Refuse("circsim merge: no tables of circsim in %s", strings.Join(empty, ", "))
	}
	for _, dir := range empty {
		fmt.Fprintf(c.App.ErrWriter, "%s: holds no tables of circsim (left out)\n", dir)
	}
	return slices.Sorted(maps.Keys(found)), found, nil
}

// scenarioFolders are the names of the scenario folders in a folder.
func scenarioFolders(dir string) (names []string, err error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, text.Refuse("circsim merge: %s is a file, expected a folder that a shard was given as -o", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, text.Refuse("circsim merge: %s: %v, expected a folder that a shard was given as -o", dir, errors.Unwrap(err))
	}
	for _, e := range entries {
		if e.Name() == output.ManifestName {
			return nil, text.Refuse("circsim merge: %s is the folder of one scenario, expected the folder above it", dir)
		}
		_, err := os.Stat(filepath.Join(dir, e.Name(), output.ManifestName))
		if errors.Is(err, fs.ErrNotExist) && e.IsDir() {
			err = hasShards(filepath.Join(dir, e.Name()))
		}
		switch {
		case err == nil:
			names = append(names, e.Name())
		case errors.Is(err, fs.ErrPermission):
			return nil, text.Refuse("circsim merge: %v", err)
		}
	}
	return names, nil
}

// hasShards is fs.ErrNotExist unless the folder of a study holds shards of an adaptive sweep.
func hasShards(dir string) error {
	found, err := sweep.HasShards([]string{dir})
	if err == nil && !found {
		err = fs.ErrNotExist
	}
	return err
}

// mergeStudy joins the folders of one scenario and says whether all runs are there.
func mergeStudy(c *cli.Context, name string, from []string) (complete bool, err error) {
	into := filepath.Join(c.String("o"), name)
	all := append(slices.Clone(from), into)
	searches, err := sweep.HasShards(all)
	switch {
	case err != nil:
		return false, text.Refuse("%w", err)
	case searches:
		return mergeSearches(c, name, all)
	}
	report, err := output.Merge(c.Context, into, from)
	for _, damaged := range report.Damaged {
		fmt.Fprintf(c.App.ErrWriter, "%v (left out)\n", damaged)
	}
	if err != nil {
		return false, err
	}
	line := fmt.Sprintf("%s: %d of %s, %s, in %s\n", name, report.Complete, text.Count(report.Parts, "part"), text.Count(report.Runs, "run"), into)
	if err := write(c.App.Writer, []byte(line)); err != nil {
		return false, err
	}
	lacking := append(slices.Clone(report.Short), report.Missing...)
	if len(lacking) == 0 {
		if err := sayWhetherComplete(c, name, into); err != nil {
			return false, err
		}
		return true, summarize(c, into)
	}
	slices.Sort(lacking)
	fmt.Fprintf(c.App.ErrWriter, "circsim: %s lacks runs of %s%s\n", name, listOf("part", lacking), lackingShards(from, lacking))
	return false, nil
}

// sayWhetherComplete says of an adaptive sweep that it has more rounds, or may have.
func sayWhetherComplete(c *cli.Context, name, dir string) error {
	m, err := output.ReadManifest(dir)
	if err != nil {
		return err
	}
	switch complete, err := sweep.IsComplete(dir, m); {
	case err != nil:
		fmt.Fprintf(c.App.ErrWriter, "%s: is adaptive, more rounds may follow; circsim sweep with its scenario finds out\n", name)
	case !complete:
		fmt.Fprintf(c.App.ErrWriter, "%s: is adaptive, more rounds follow; circsim sweep with its scenario makes them\n", name)
	}
	return nil
}

// summarize writes the summary of a study to its folder.
func summarize(c *cli.Context, dir string) error {
	s, err := summary.Summarize(dir)
	if err != nil {
		return err
	}
	return writeSummary(c.App.ErrWriter, s)
}

// mergeSearches joins the shards of an adaptive sweep, whose runs are numbered only now.
func mergeSearches(c *cli.Context, name string, from []string) (complete bool, err error) {
	m, err := sweep.Merge(c.Context, c.String("o"), from)
	for _, damaged := range m.Damaged {
		fmt.Fprintf(c.App.ErrWriter, "%v (left out)\n", damaged)
	}
	if err != nil {
		return false, err
	}
	into := filepath.Join(c.String("o"), name)
	line := fmt.Sprintf("%s: %s in %s, in %s\n", name, text.Count(m.Runs, "run"), text.Count(m.Parts, "part"), into)
	if err := write(c.App.Writer, []byte(line)); err != nil {
		return false, err
	}
	if m.Lacking > 0 {
		fmt.Fprintf(c.App.ErrWriter, "circsim: %s lacks %s of round %d; go on with %s of %d\n", name, text.Count(m.Lacking, "run"), m.Round, listOf("shard", m.Shards), m.Count)
		return false, nil
	}
	return true, summarize(c, into)
}

// lackingShards names the shards that are to make some parts, where the folders know their number.
func lackingShards(from []string, parts []int) string {
	for _, dir := range from {
		n, err := output.Shards(dir)
		if err != nil || n == 0 {
			continue
		}
		var shards []int
		for _, part := range parts {
			shards = append(shards, part%n+1)
		}
		slices.Sort(shards)
		return fmt.Sprintf("; go on with %s of %d", listOf("shard", slices.Compact(shards)), n)
	}
	return ""
}

// listOf writes numbers in ascending order, runs of them as a range.
func listOf(what string, numbers []int) string {
	var ranges []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if text := fmt.Sprint(numbers[i]); j == i {
			ranges = append(ranges, text)
		} else {
			ranges = append(ranges, fmt.Sprintf("%s to %d", text, numbers[j]))
		}
		i = j + 1
	}
	return text.Plural(len(numbers), what) + " " + strings.Join(ranges, ", ")
}
