package main

import (
	"fmt"

	"github.com/circsim/circsim/output"
	"github.com/urfave/cli/v2"
)

func versionVerb() *cli.Command {
	return &cli.Command{
		Name:      "version",
		Usage:     "print the version, and how it was built",
		UsageText: "circsim version",
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			return write(c.App.Writer, fmt.Appendln(nil, "circsim version", version()))
		},
	}
}

// version names the program as the tables do.
func version() string { return output.CurrentBuild().String() }
