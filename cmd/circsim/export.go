package main

import (
	"fmt"
	"io"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/urfave/cli/v2"
)

func exportVerb() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "make tables ready for DuckDB or a spreadsheet",
		UsageText: "circsim export DIR... [-o FILE.sql]\ncircsim export DIR... --csv -o FOLDER",
		Description: `DIR is a folder of results or of one study in it. Tables of several studies are joined by the names
of their columns: a column that a study lacks is null in its rows. Studies of one name are not joined.

Without --csv the answer is SQL, on the screen or in FILE.sql. It makes views for DuckDB: runs, curves,
circuits and settings (one row per run: what it was told), with a comment on every column. The views
read the Parquet files where they are.

With --csv the tables are written to runs.csv, curves.csv and circuits.csv in FOLDER.

Examples:

   circsim export results/grokking results/regimes -o study.sql
   duckdb -init study.sql
   circsim export results/grokking --csv -o spreadsheet

Exit status 2 says that a file is there already, that DIR holds no runs, or that two studies have one name.`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "o", Usage: "write `FILE`.sql, or with --csv into that folder", DefaultText: "the screen"},
			&cli.BoolFlag{Name: "csv", DisableDefaultText: true, Usage: "write CSV files instead of SQL"},
			&cli.BoolFlag{Name: "replace", DisableDefaultText: true, Usage: "replace files that are there already"},
		},
		Action: export,
	}
}

func export(c *cli.Context) error {
	if !c.Args().Present() {
		return text.Refuse("circsim export: expected a folder of results, such as results/grokking")
	}
	into, err := target(c)
	if err != nil {
		return err
	}
	var dirs []string
	for _, dir := range c.Args().Slice() {
		found, err := evaluations.Folders(dir)
		if err != nil {
			return text.Refuse("circsim export: %w%s", err, belowResults(dir))
		}
		if len(found) == 0 {
			return text.Refuse("%s: holds no tables of circsim, expected a folder of results", dir)
		}
		dirs = append(dirs, found...)
	}
	for _, dir := range dirs {
		mentionExtension(c.App.ErrWriter, dir)
	}
	if c.Bool("csv") {
		return exportCSV(c, into, dirs)
	}
	sql, err := output.Views(dirs)
	if err != nil {
		return err
	}
	if into == "" {
		return write(c.App.Writer, []byte(sql))
	}
	err = output.Create(into, c.Bool("replace"), func(w io.Writer) error {
		_, err := io.WriteString(w, sql)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%s: views of %s; open it with: duckdb -init %s\n", into, text.Count(len(dirs), "study"), into)
	return nil
}

// target reads -o: the file of the views, or with --csv the folder of the tables.
func target(c *cli.Context) (string, error) {
	if c.Bool("csv") || c.String("o") == "" {
		return folder(c)
	}
	return c.String("o"), nil
}

func exportCSV(c *cli.Context, into string, dirs []string) error {
	if into == "" {
		return text.Refuse("circsim export: --csv writes several files, expected -o FOLDER")
	}
	paths, err := output.WriteCSV(c.Context, into, dirs, c.Bool("replace"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		fmt.Fprintf(c.App.ErrWriter, "%s: written\n", path)
	}
	return nil
}
