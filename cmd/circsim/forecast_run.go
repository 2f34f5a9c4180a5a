package main

import (
	"fmt"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

// runOf reads --run, and gives the scenario what its columns say. It is nil without the flag.
func (f *foreseen) runOf(c *cli.Context) (*calibration.Run, error) {
	path := c.String("run")
	if path == "" {
		if c.IsSet("column") {
			return nil, text.Refuse("circsim forecast: --column says what the columns of a run are, expected --run FILE too")
		}
		return nil, nil
	}
	if len(f.points) > 1 {
		return nil, text.Refuse("circsim forecast: --run is of one configuration, expected one value for each --set")
	}
	run, changed, notes, err := calibration.ReadRun(path, f.points[0], c.StringSlice("column"), f.set)
	if err != nil {
		return nil, err
	}
	for _, note := range notes {
		fmt.Fprintln(c.App.ErrWriter, note)
	}
	f.points = []*scenarios.Scenario{changed}
	return run, nil
}
