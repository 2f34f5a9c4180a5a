package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/urfave/cli/v2"
)

func mergeVerb() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "join what shards made in folders of their own",
		UsageText: "circsim merge DIR... [-o DIR]",
		Description: `Each DIR is what a shard of circsim sweep was given as -o. Every part is checked against its
checksums and copied to DIR/<scenario> of -o, which may be one of them. It can be repeated,
and then does only what is left. Exit status 1 says that runs are missing, and of which shards.

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
		return usagef("circsim merge: expected the folders that shards were given as -o")
	}
	names, found, err := studiesIn(c.Args().Slice())
	if err != nil {
		return err
	}
	worst := exitDone
	for _, name := range names {
		complete, err := mergeStudy(c, name, found[name])
		switch {
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

// studiesIn finds the scenario folders in some folders, by name.
func studiesIn(dirs []string) (names []string, found map[string][]string, err error) {
	found = map[string][]string{}
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, nil, usagef("circsim merge: %v", err)
		}
		any := false
		for _, e := range entries {
			if e.Name() == output.ManifestName {
				return nil, nil, usagef("circsim merge: %s is the folder of one scenario, expected the folder above it", dir)
			}
			if _, err := os.Stat(filepath.Join(dir, e.Name(), output.ManifestName)); err == nil {
				any = true
				found[e.Name()] = append(found[e.Name()], filepath.Join(dir, e.Name()))
			}
		}
		if !any {
			return nil, nil, usagef("circsim merge: %s holds no tables of circsim", dir)
		}
	}
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, found, nil
}

// mergeStudy joins the folders of one scenario and says whether all runs are there.
func mergeStudy(c *cli.Context, name string, from []string) (complete bool, err error) {
	into := filepath.Join(c.String("o"), name)
	report, err := output.Merge(into, from)
	for _, damaged := range report.Damaged {
		fmt.Fprintf(c.App.ErrWriter, "%v (left out)\n", damaged)
	}
	if err != nil {
		return false, err
	}
	line := fmt.Sprintf("%s: %d of %s, %s, in %s\n", name, report.Complete, plural(int64(report.Parts), "part"), plural(report.Runs, "run"), into)
	if err := write(c.App.Writer, []byte(line)); err != nil {
		return false, err
	}
	lacking := append(slices.Clone(report.Short), report.Missing...)
	if len(lacking) == 0 {
		return true, nil
	}
	slices.Sort(lacking)
	fmt.Fprintf(c.App.ErrWriter, "circsim: %s lacks runs of %s%s\n", name, listOf("part", lacking), lackingShards(from, lacking))
	return false, nil
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
		return fmt.Sprintf("; go on with %s of %d, --resume", listOf("shard", slices.Compact(shards)), n)
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
	if len(numbers) > 1 {
		what += "s"
	}
	return what + " " + strings.Join(ranges, ", ")
}

// conflicts says whether folders cannot be merged by their nature, and not for a fault of the disk.
func conflicts(err error) bool {
	var conflict *output.ConflictError
	return errors.As(err, &conflict) || errors.Is(err, output.ErrLocked) || errors.Is(err, fs.ErrPermission)
}
