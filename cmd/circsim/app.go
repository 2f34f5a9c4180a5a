package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"
)

// execute does what the command line says and gives the exit status.
func execute(args []string, stdout, stderr io.Writer) int {
	app := newApp(stdout, stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
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
		Commands:  []*cli.Command{runVerb(), sweepVerb(), scenarioVerb(), versionVerb()},
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
	if len(c.Lineage()) > 2 { // of a verb of verbs
		if err := cli.ShowSubcommandHelp(c); err != nil {
			return err
		}
	} else if err := cli.ShowAppHelp(c); err != nil {
		return err
	}
	return errNoVerb
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	name := c.App.Name
	if c.Command != nil && c.Command.HelpName != "" {
		name = c.Command.HelpName
	}
	return usagef("%s: %v", name, err)
}
