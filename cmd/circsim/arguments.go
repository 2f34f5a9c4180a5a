package main

import (
	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return text.Refuse("%s: unexpected argument %q", c.Command.HelpName, c.Args().First())
	}
	return nil
}

func oneArgument(c *cli.Context, what string) (string, error) {
	switch c.NArg() {
	case 0:
		return "", text.Refuse("%s: expected the %s", c.Command.HelpName, what)
	case 1:
		return c.Args().First(), nil
	}
	return "", text.Refuse("%s: expected one %s, not %d arguments", c.Command.HelpName, what, c.NArg())
}
