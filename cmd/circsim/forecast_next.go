package main

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

// budget bounds the cost of a run: steps or FLOPs.
type budget struct {
	unit string // steps or flops
	most float64
}

// budgetOf reads --next-cost, UNIT or UNIT=MOST.
func budgetOf(c *cli.Context) (budget, error) {
	written := c.String("next-cost")
	if written == "" {
		return budget{"steps", math.Inf(1)}, nil
	}
	unit, most, bounded := strings.Cut(written, "=")
	b := budget{unit, math.Inf(1)}
	if unit != "steps" && unit != "flops" {
		return b, text.Refuse("circsim forecast: --next-cost is %s, expected steps, flops, or a bound such as flops=1e15", text.Quote(written))
	}
	if bounded {
		x, err := strconv.ParseFloat(most, 64)
		if err != nil || !(x > 0) {
			return b, text.Refuse("circsim forecast: --next-cost is %s, expected a bound above 0, such as %s=1e6", text.Quote(written), unit)
		}
		b.most = x
	}
	return b, nil
}

func (b budget) of(c *calibration.Candidate) float64 {
	if b.unit == "flops" {
		return c.FLOPs
	}
	return c.Steps
}

// candidates are the configurations of --next; nil if it is not given.
func (f *foreseen) candidates(c *cli.Context, name string) (list []*scenarios.Scenario, err error) {
	if !c.IsSet("next") {
		if c.IsSet("next-cost") {
			return nil, text.Refuse("circsim forecast: --next-cost is the cost of what could be run next, expected --next KEY=VALUE,VALUE too")
		}
		return nil, nil
	}
	if f.constants.fit == nil {
		return nil, text.Refuse("circsim forecast: --next asks what would narrow the fitted constants, and %s has no %s; circsim calibrate writes one", name, calibration.FitFile(name))
	}
	if len(f.points) > 1 {
		return nil, text.Refuse("circsim forecast: --next narrows one forecast, expected one value for each --set")
	}
	if f.by, err = budgetOf(c); err != nil {
		return nil, err
	}
	grid, err := gridOf("--next", c.StringSlice("next"))
	if err != nil {
		return nil, err
	}
	if err := f.constants.refuse(f.points[0], grid.paths()); err != nil {
		return nil, text.Refuse("%s", strings.Replace(err.Error(), "--set", "--next", 1))
	}
	f.tried = grid.paths()
	list, _, err = grid.open(name, c.StringSlice("set"))
	if faults, ok := errors.AsType[scenarios.Errors](err); ok {
		for _, f := range faults { // the settings of --set alone have been read without a fault
			if f.Set != "" {
				*f = scenarios.Error{File: "--next " + text.Line(f.Set), Msg: f.Msg}
			}
		}
	}
	return list, err
}

// rank keeps the candidates within the budget, those that narrow the forecast most first.
func (f *foreseen) rank(all []calibration.Candidate) {
	f.next = []calibration.Candidate{}
	for _, x := range all {
		if f.by.of(&x) > f.by.most {
			f.left++
			continue
		}
		f.next = append(f.next, x)
	}
	slices.SortStableFunc(f.next, func(a, b calibration.Candidate) int {
		switch {
		case a.After < b.After:
			return -1
		case a.After > b.After:
			return 1
		}
		return 0
	})
}
