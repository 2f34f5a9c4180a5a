package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	htmlreport "github.com/circsim/circsim/show/report" // report says how a command ended
	"github.com/urfave/cli/v2"
)

func reportVerb() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "write studies as one HTML file that opens anywhere",
		UsageText: "circsim report DIR... [-o FILE.html [--replace]]",
		Description: `DIR is the folder of one study, or one with several. The file has what was found in sentences,
maps and lines to look at from all sides, curves and circuits of single runs, scaling laws,
settings and provenance, and the numbers of every picture as CSV. It asks nothing of the
network. Two folders are compared point by point.

Examples:

   circsim report results/regimes
   circsim report results -o results.html
   circsim report before/grokking after/grokking -o change.html`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "o", Value: "report.html", Usage: "write `FILE`"},
			&cli.BoolFlag{Name: "replace", DisableDefaultText: true, Usage: "replace a file that is there already"},
		},
		Action: writeReport,
	}
}

func writeReport(c *cli.Context) error {
	dirs := c.Args().Slice()
	if len(dirs) == 0 {
		return text.Refuse("circsim report: expected folders of studies, such as results/grokking")
	}
	for _, dir := range dirs {
		if err := refuseNoFolder(dir); err != nil {
			return err
		}
	}
	path := c.String("o")
	if end := strings.ToLower(filepath.Ext(path)); end != ".html" && end != ".htm" {
		return text.Refuse("-o: %q, expected a file that ends in .html", path)
	}
	if err := output.Vacant(path, c.Bool("replace")); err != nil {
		return err
	}
	for _, dir := range dirs {
		mentionExtension(c.App.ErrWriter, dir)
	}
	watch := watchAnalysis(c)
	defer watch.end()
	page, remarks, err := htmlreport.Page(c.Context, dirs, func(dir string, at analysis.Progress) { watch.of(dir)(at) })
	if err != nil {
		return err
	}
	watch.end()
	for _, remark := range remarks {
		fmt.Fprintln(c.App.ErrWriter, remark)
	}
	return writeFile(c, path, page)
}
