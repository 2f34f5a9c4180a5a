package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

func scenarioVerb() *cli.Command {
	return &cli.Command{
		Name:            "scenario",
		Usage:           "list, show, check and start scenario files",
		UsageText:       "circsim scenario list | show NAME | validate FILE... | schema | new NAME [--from SCENARIO]",
		HideHelpCommand: true,
		OnUsageError:    onUsageError,
		Action:          showHelp,
		Subcommands: []*cli.Command{
			{
				Name: "list", Usage: "name the built-in scenarios", UsageText: "circsim scenario list",
				OnUsageError: onUsageError, Action: listScenarios,
			},
			{
				Name: "show", Usage: "print a built-in scenario's file", UsageText: "circsim scenario show NAME",
				Description:  "Example, to change a built-in study:\n\n   circsim scenario show grokking > mine.yaml",
				OnUsageError: onUsageError, Action: showScenario,
			},
			{
				Name: "validate", Usage: "check scenario files", UsageText: "circsim scenario validate FILE...",
				Description:  "Prints one line per valid file, and every error of the others with its line and column.\n\nExample:\n\n   circsim scenario validate studies/*.yaml",
				OnUsageError: onUsageError, Action: validateScenarios,
			},
			{
				Name: "schema", Usage: "print the JSON Schema of scenario files, for editors", UsageText: "circsim scenario schema",
				Description:  "Example:\n\n   circsim scenario schema > scenario.schema.json",
				OnUsageError: onUsageError, Action: scenarioSchema,
			},
			{
				Name: "new", Usage: "write a scenario file to start from", UsageText: "circsim scenario new NAME [--from SCENARIO]",
				Description: `Writes NAME.yaml into the current folder, with comments that explain every key, how to
choose its value, and which keys could be added. It replaces no file.

Examples:

   circsim scenario new mine
   circsim scenario new mine --from grokking`,
				OnUsageError: onUsageError, Action: newScenario,
				Flags: []cli.Flag{&cli.StringFlag{Name: "from", Usage: "begin with `SCENARIO`, a file or the name of a built-in scenario", DefaultText: "a short study"}},
			},
		},
	}
}

func listScenarios(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	t := text.NewTable("name", "runs", "title")
	for _, name := range scenarios.List() {
		s, _, err := scenarios.Named(name)
		if err != nil {
			return err
		}
		runs, err := s.Runs()
		if err != nil {
			return err
		}
		t.Row(name, strconv.FormatInt(runs, 10), s.Title)
	}
	p := text.NewPage(text.ScreenOf(c.App.Writer))
	p.Table(t)
	return write(c.App.Writer, []byte(p.String()))
}

func showScenario(c *cli.Context) error {
	name, err := oneArgument(c, "name of a built-in scenario")
	if err != nil {
		return err
	}
	s, _, err := scenarios.Named(name)
	if err != nil {
		return err
	}
	return write(c.App.Writer, []byte(s.Text))
}

func validateScenarios(c *cli.Context) error {
	if !c.Args().Present() {
		return text.Refuse("%s: expected scenario files", c.Command.HelpName)
	}
	bad := false
	for _, path := range c.Args().Slice() {
		s, warnings, err := scenarios.Open(path, nil)
		warn(c.App.ErrWriter, warnings)
		var plan *sweep.Plan
		if err == nil {
			plan, err = sweep.NewPlan(s)
		}
		if err != nil {
			say(c.App.ErrWriter, err)
			bad = true
			continue
		}
		more := ""
		if plan.Adaptive() {
			more = " in the first round"
		}
		line := fmt.Sprintf("%s: ok: %s%s, %s\n", text.Printable(path), text.Count(plan.Runs(), "run"), more, text.Count(len(s.Tasks), "task"))
		if err := write(c.App.Writer, []byte(line)); err != nil {
			return err
		}
	}
	if bad {
		return fault{exitWrong}
	}
	return nil
}

func scenarioSchema(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	schema, err := scenarios.Schema()
	if err != nil {
		return err
	}
	return write(c.App.Writer, append(schema, '\n'))
}

func newScenario(c *cli.Context) error {
	name, err := oneArgument(c, "name for the scenario")
	if err != nil {
		return err
	}
	name = strings.TrimSuffix(name, ".yaml") // of who names the file instead
	var from *scenarios.Scenario
	if c.IsSet("from") {
		if from, _, err = scenarios.Open(c.String("from"), nil); err != nil {
			return err
		}
	}
	source, err := scenarios.New(name, from)
	if err != nil {
		return text.Refuse("%s: %w", c.Command.HelpName, err)
	}
	file := name + ".yaml"
	if err := create(file, source); err != nil {
		return err
	}
	return write(c.App.Writer, fmt.Appendf(nil, `%[1]s is written; edit its title, its constants and its sweep. Then

    circsim scenario validate %[1]s     check it
    circsim run %[1]s                   simulate one network
    circsim sweep %[1]s --dry-run       what all of them would cost
    circsim sweep %[1]s                 simulate all of them
`, file))
}

// create writes a file that does not exist.
func create(path, content string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		return text.Refuse("%s: exists already, expected the name of a new file", path)
	case err != nil:
		return text.Refuse("%s: cannot be written: %w", path, errors.Unwrap(err))
	}
	_, err = file.WriteString(content)
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(path) // it would be half a file
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
