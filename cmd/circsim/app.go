package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

// execute runs a command line and gives the exit status.
func execute(args []string, stdout, stderr io.Writer) int {
	stderr = text.Messages{W: stderr}
	cli.HelpPrinter = printHelp
	app := newApp(stdout, stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	if len(args) > 1 && args[1] == completeWord {
		return report(complete(app, args[2:], stdout), stderr)
	}
	args, err := inOrder(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	return report(err, stderr)
}

func newApp(stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:      "circsim",
		Usage:     "circuits that compete for a network's parameters",
		UsageText: "circsim VERB [FLAGS] [ARGUMENTS]",
		Description: `Start with one of the built-in studies:

   circsim scenario list
   circsim run grokking
   circsim sweep grokking -o results

circsim VERB --help tells more about a verb.`,
		Version:   version(),
		Writer:    stdout,
		ErrWriter: stderr,
		Commands:  []*cli.Command{runVerb(), sweepVerb(), mergeVerb(), sensitivityVerb(), analyzeVerb(), calibrateVerb(), forecastVerb(), exportVerb(), plotVerb(), reportVerb(), exploreVerb(), reproduceVerb(), statusVerb(), explainVerb(), scenarioVerb(), completionVerb(), manVerb(), versionVerb()},
		Action:    showHelp,

		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true, // a --set value may hold commas
		OnUsageError:              onUsageError,
		ExitErrHandler:            func(*cli.Context, error) {},
	}
}

// showHelp answers a command line without a verb.
func showHelp(c *cli.Context) error {
	c.App.Writer = c.App.ErrWriter
	show := cli.ShowAppHelp
	if len(c.Lineage()) > 2 { // a verb that has verbs of its own
		show = cli.ShowSubcommandHelp
	}
	if err := show(c); err != nil {
		return err
	}
	return fault{exitWrong}
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	name, flags := c.App.Name, c.App.Flags
	if c.Command != nil && c.Command.HelpName != "" {
		name, flags = c.Command.HelpName, c.Command.Flags
	}
	return text.Refuse("%s: %s", name, plain(err, flags))
}

// Errors of the command line's parser about the value of a flag.
var (
	badNumber = text.Pattern(`(?s)^invalid value "(.*)" for flag -(\S+): (.*)$`)
	badSwitch = text.Pattern(`(?s)^invalid boolean value "(.*)" for -(\S+): `)
)

// plain rewords the parser's errors about flags.
func plain(err error, flags []cli.Flag) string {
	text := err.Error()
	if m := badSwitch().FindStringSubmatch(text); m != nil {
		return fmt.Sprintf("--%s: %q is not true or false", m[2], m[1])
	}
	m := badNumber().FindStringSubmatch(text)
	if m == nil {
		return text
	}
	what := "not a whole number"
	switch {
	case slices.ContainsFunc(flags, func(f cli.Flag) bool {
		_, lasts := f.(*cli.DurationFlag)
		return lasts && f.Names()[0] == m[2]
	}):
		what = "not a time, expected one such as 90s or 5m"
	case strings.Contains(m[3], "out of range"):
		what = "too large"
	}
	return fmt.Sprintf("--%s: %q is %s", m[2], m[1], what)
}
