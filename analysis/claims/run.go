package claims

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// Sweeper writes the tables of a run, row by row.
type Sweeper interface {
	Row(r *Row)                                                         // announces a row
	Sweep(ctx context.Context, s *scenarios.Scenario, dir string) error // sweeps a scenario into dir/NAME
}

// Outcome is a row with its simulated numbers and its picture.
type Outcome struct {
	Row     *Row
	Lines   []Line
	Picture Picture
}

// Run sweeps the scenarios of the rows into folders of dir, and computes their claims from the tables. It sweeps a scenario of several
// rows once. With an error come the outcomes of the rows before it.
func Run(ctx context.Context, rows []*Row, dir string, sweeper Sweeper) ([]Outcome, error) {
	swept := map[string]bool{}
	var all []Outcome
	for _, r := range rows {
		sweeper.Row(r)
		for _, name := range r.Scenarios {
			if swept[name] {
				continue
			}
			s, _, err := scenarios.Named(name)
			if err != nil {
				return all, err
			}
			if err := sweeper.Sweep(ctx, s, dir); err != nil {
				return all, err
			}
			swept[name] = true
		}
		outcome, err := r.compute(ctx, dir)
		if err != nil {
			return all, err
		}
		all = append(all, outcome)
	}
	return all, nil
}

// compute reads a row's claims and its picture off the tables in dir.
func (r *Row) compute(ctx context.Context, dir string) (Outcome, error) {
	outcome := Outcome{Row: r}
	s, err := openStudy(ctx, dir, r.Scenarios)
	if err != nil {
		return outcome, fmt.Errorf("claims of %s: %w", r.Name, err)
	}
	for i := range r.claims {
		c := &r.claims[i]
		e := c.simulate(s)
		if err := s.firstError(); err != nil {
			return outcome, fmt.Errorf("claims of %s: %s: %w", r.Name, c.Name, err)
		}
		outcome.Lines = append(outcome.Lines, Line{r, c, e, c.met(e)})
	}
	outcome.Picture = r.picture(s)
	if err := s.firstError(); err != nil {
		return outcome, fmt.Errorf("picture of %s: %w", r.Name, err)
	}
	return outcome, nil
}
