package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

// repeat makes a run of a sweep again, from one of its files alone.
func repeat(c *cli.Context) error {
	if c.Args().Present() || c.IsSet("set") || c.IsSet("seed") || c.IsSet("watch") {
		return text.Refuse("circsim run: --from names all of the run, expected no scenario, --set, --seed or --watch beside it")
	}
	path, number, found := cutLast(c.String("from"), ":")
	run, err := strconv.ParseInt(number, 10, 64)
	if !found || path == "" || err != nil || run < 0 {
		return text.Refuse("circsim run: --from is %q, expected PART:RUN, such as results/grokking/runs/part-00003.parquet:27", c.String("from"))
	}
	record, err := output.ReadRecord(path, run)
	if err != nil {
		return text.Refuse("%w", err)
	}
	if now := output.CurrentBuild(); now.String() != record.Build.String() {
		fmt.Fprintf(c.App.ErrWriter, "%s: was made by circsim %s, this is %s: last digits may differ (warning)\n", path, record.Build, now)
	}
	var folder *sweep.Single
	if c.IsSet("o") {
		if folder, err = sweep.NewRepetition(c.String("o"), record, c.Bool("replace")); err != nil {
			return err
		}
		defer folder.Close()
	}
	says := fmt.Sprintf("run %d of %s: seed %d", record.Run, record.Scenario, record.Seed)
	for i, axis := range record.Axes {
		says += fmt.Sprintf(", %s=%v", axis.Path, axis.Shown(record.Values[i]))
	}
	fmt.Fprintln(c.App.ErrWriter, says)
	result, err := sweep.Repeat(c.Context, record)
	if err != nil {
		return err
	}
	return closeRun(c, result, folder)
}

// cutLast cuts a text at the last of the marks in it.
func cutLast(text, mark string) (before, after string, found bool) {
	i := strings.LastIndex(text, mark)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(mark):], true
}
