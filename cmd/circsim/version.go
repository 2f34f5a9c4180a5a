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

// version names the program: the version, unless it is a release the commit, and what the tables record of the build.
func version() string { return versionOf(output.CurrentBuild()) }

func versionOf(b output.Build) string {
	stage := ""
	if b.Version != "v"+output.Version {
		stage = " (devel, " + commit(b) + ")"
	}
	b.Version = output.Version + stage
	return b.String()
}

// commit names the state of the source that a build was made from.
func commit(b output.Build) string {
	revision, state := "", ""
	for _, s := range b.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			state = ", modified"
		}
	}
	if revision == "" {
		return "commit unknown"
	}
	return "commit " + revision + state
}
