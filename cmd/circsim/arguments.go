package main

import (
	"fmt"
	"io"

	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%s: unexpected argument %q", c.Command.HelpName, c.Args().First())
	}
	return nil
}

func oneArgument(c *cli.Context, what string) (string, error) {
	switch c.NArg() {
	case 0:
		return "", usagef("%s: expected the %s", c.Command.HelpName, what)
	case 1:
		return c.Args().First(), nil
	}
	return "", usagef("%s: expected one %s, not %d arguments", c.Command.HelpName, what, c.NArg())
}

func warn(stderr io.Writer, warnings []scenarios.Warning) {
	for _, w := range warnings {
		fmt.Fprintln(stderr, w.String()+" (warning)")
	}
}

// write puts a result on standard output at once, or says why it cannot.
func write(stdout io.Writer, text []byte) error {
	if _, err := stdout.Write(text); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

func plural(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// The flags that several verbs have.
func setFlag() cli.Flag {
	return &cli.StringSliceFlag{
		Name:  "set",
		Usage: "change a key, as `PATH=VALUE`",
	}
}
