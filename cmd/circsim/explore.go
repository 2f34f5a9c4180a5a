package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show/laboratory"
	"github.com/circsim/circsim/show/laboratory/server"
	"github.com/urfave/cli/v2"
)

func exploreVerb() *cli.Command {
	return &cli.Command{
		Name:      "explore",
		Usage:     "open the laboratory: a page in which the engine runs live",
		UsageText: "circsim explore [SCENARIO|DIR] [--set PATH=VALUE]... [--port N]",
		Description: `Prints the address of a page for the browser on this machine, and serves it until Ctrl-C.
The page begins with SCENARIO, a file or the name of a built-in scenario, or with that of
the study in DIR. No other machine reaches it, and it asks nothing of the network.

Examples:

   circsim explore
   circsim explore ungrokking
   circsim explore mine.yaml --port 8080
   circsim explore results/grokking`,
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			setFlag(),
			&cli.IntFlag{Name: "port", Usage: "serve at port `N` of 127.0.0.1", DefaultText: "a free one"},
		},
		Action: explore,
	}
}

func explore(c *cli.Context) error {
	port := c.Int("port")
	if port < 0 || port > 65535 || c.IsSet("port") && port == 0 {
		return text.Refuse("%s: --port is %d, expected 1 to 65535", c.Command.HelpName, port)
	}
	start, err := begin(c)
	if err != nil {
		return err
	}
	at, err := server.Listen(port)
	if err != nil {
		return text.Refuse("%s: port %d cannot be opened: %w", c.Command.HelpName, port, err)
	}
	if err := write(c.App.Writer, fmt.Appendf(nil, "%s (Ctrl-C ends it)\n", server.Address(at))); err != nil {
		return errors.Join(err, at.Close())
	}
	return server.Serve(c.Context, at, laboratory.New(laboratory.Options{Version: version(), Start: start}))
}

// begin is the scenario that the command line names, with its settings in its text; nil if it names none.
func begin(c *cli.Context) (*laboratory.Start, error) {
	sets := c.StringSlice("set")
	if !c.Args().Present() {
		if len(sets) > 0 {
			return nil, text.Refuse("%s: --set without a scenario, expected the scenario that it changes", c.Command.HelpName)
		}
		return nil, nil
	}
	name, err := oneArgument(c, "scenario file, name of a built-in scenario, or folder of a study")
	if err != nil {
		return nil, err
	}
	s, err := scenarioAt(c, name, sets)
	if err != nil {
		return nil, err
	}
	source := []byte(s.Text)
	for _, set := range s.Sets {
		changed, err := scenarios.EditSet(source, set)
		if err == nil {
			source = changed
		} else if !strings.HasPrefix(set, "sweep.") { // which one network does not heed
			return nil, text.Refuse("%s: --set %s: %w", c.Command.HelpName, text.Line(set), err)
		}
	}
	return &laboratory.Start{Name: s.Name, YAML: string(source)}, nil
}

// scenarioAt reads the scenario of a study's folder, of a file, or of the library.
func scenarioAt(c *cli.Context, name string, sets []string) (*scenarios.Scenario, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() || slices.Contains(scenarios.List(), name) && !isStudy(name) {
		s, warnings, err := scenarios.OpenOne(name, sets)
		warn(c.App.ErrWriter, warnings)
		return s, err
	}
	m, err := output.ReadManifest(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, text.Refuse("%s: is no study, expected a folder with a %s%s", name, output.ManifestName, belowResults(name))
	case err != nil:
		return nil, err
	}
	s, warnings, err := scenarios.ParseOne(name, []byte(m.Text), append(slices.Clone(m.Sets), sets...))
	warn(c.App.ErrWriter, warnings)
	return s, err
}

func isStudy(dir string) bool {
	_, err := output.ReadManifest(dir)
	return err == nil
}
