package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/show"
	"github.com/urfave/cli/v2"
)

func plotVerb() *cli.Command {
	return &cli.Command{
		Name:  "plot",
		Usage: "draw a study's tables",
		UsageText: "circsim plot DIR [--kind regimes|heat|lines|curves|scaling] [--of QUANTITY] [--task NAME]\n" +
			"             [--along AXIS] [--run N] [--measured FILE] [--theme light|dark] [--columns 1|2]\n" +
			"             [-o FILE.svg|.pdf|.png [--replace]]",
		Description: `DIR is the folder of one study. Without -o the picture is drawn on the screen, in letters.
What is drawn follows from what was swept:

   two axes     regimes: a map and where they meet; with --of: heat, a map of that quantity
   other axes   lines: a quantity along one axis, with a band over seeds and its threshold
   none         curves: one run over training time, its circuits and its budget

--run N draws the curves of a run of any study, --kind scaling the loss with a fitted law and
its residuals. --measured lays runs of your own over lines and curves: a table of training
curves or events as circsim calibrate reads it, or a CSV file with a column for the axis (items,
step) and one for each quantity (test_accuracy).

Examples:

   circsim plot results/regimes
   circsim plot results/regimes --of test_accuracy -o accuracy.svg
   circsim plot results/grokking -o grokking.pdf --columns 1
   circsim plot results/grokking --run 55 -o run.png --theme dark`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "kind", Usage: "draw `KIND`: regimes, heat, lines, curves or scaling", DefaultText: "by what was swept"},
			&cli.StringFlag{Name: "of", Usage: "draw `QUANTITY`, such as test_accuracy"},
			&cli.StringFlag{Name: "task", Usage: "of the task `NAME`", DefaultText: "the first with a rule"},
			&cli.StringFlag{Name: "along", Usage: "to the right the swept key `AXIS`", DefaultText: "that of most values"},
			&cli.Int64Flag{Name: "run", Usage: "the curves of run `N`", DefaultText: "the first"},
			&cli.StringFlag{Name: "measured", Usage: "lay the runs of `FILE` over them"},
			&cli.StringFlag{Name: "theme", Value: "light", Usage: "`THEME` light or dark"},
			&cli.IntFlag{Name: "columns", Value: 2, Usage: "as wide as `N` columns of a page, 1 or 2"},
			&cli.StringFlag{Name: "o", Usage: "write `FILE`, by its end an SVG, PDF or PNG", DefaultText: "the screen"},
			&cli.BoolFlag{Name: "replace", DisableDefaultText: true, Usage: "replace a file that is there already"},
		},
		Action: plotStudy,
	}
}

func plotStudy(c *cli.Context) error {
	dir, err := oneArgument(c, "folder of a study, such as results/grokking")
	if err != nil {
		return err
	}
	if err := refuseNoFolder(dir); err != nil {
		return err
	}
	style, err := styleOf(c)
	if err != nil {
		return err
	}
	path, format, err := pictureFile(c)
	if err != nil {
		return err
	}
	o := show.Options{
		Kind: show.Kind(c.String("kind")), Of: c.String("of"), Task: c.String("task"), Along: c.String("along"), Measured: c.String("measured"),
	}
	if kind := string(o.Kind); kind != "" && !slices.Contains(show.Kinds, kind) {
		return text.Refuse("--kind: no kind %s%s", kind, text.Hint(kind, show.Kinds))
	}
	if c.IsSet("run") {
		n := c.Int64("run")
		o.Run = &n
	}
	mentionExtension(c.App.ErrWriter, dir)
	figure, remarks, err := show.Study(dir, o)
	if err != nil {
		return err
	}
	for _, remark := range remarks {
		fmt.Fprintln(c.App.ErrWriter, remark)
	}
	if path == "" {
		return write(c.App.Writer, []byte(figure.Preview(text.ScreenOf(c.App.Writer))))
	}
	drawn, err := figure.File(format, style)
	if err != nil {
		return err
	}
	return writeFile(c, path, drawn)
}

// styleOf reads --theme and --columns.
func styleOf(c *cli.Context) (show.Style, error) {
	theme, columns := c.String("theme"), c.Int("columns")
	if theme != "light" && theme != "dark" {
		return show.Style{}, text.Refuse("--theme: %q is no theme, expected light or dark", theme)
	}
	if columns != 1 && columns != 2 {
		return show.Style{}, text.Refuse("--columns: is %d, expected 1 or 2", columns)
	}
	return show.Style{Dark: theme == "dark", Columns: columns}, nil
}

// pictureFile reads -o before any table is read. The path is empty for the screen.
func pictureFile(c *cli.Context) (path string, format show.Format, err error) {
	if !c.IsSet("o") {
		return "", "", nil
	}
	path = c.String("o")
	format = show.Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."))
	if format != show.SVGFormat && format != show.PDFFormat && format != show.PNGFormat {
		return "", "", text.Refuse("-o: %q, expected a file that ends in .svg, .pdf or .png", path)
	}
	return path, format, output.Vacant(path, c.Bool("replace"))
}
