package claims

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// Sweeper makes the tables of a run, row by row.
type Sweeper interface {
	Row(r *Row)                                                         // a row begins
	Sweep(ctx context.Context, s *scenarios.Scenario, dir string) error // its scenario is swept into dir/NAME
}

// Outcome is what a row's claims came to, and its picture.
type Outcome struct {
	Row     *Row
	Lines   []Line
	Picture Picture
}

// Run makes the sweeps of the rows, in folders of dir, and holds their tables against the claims. A scenario that serves several
// rows is swept once.
func Run(ctx context.Context, rows []*Row, dir string, sweeper Sweeper) ([]Outcome, error) {
	swept := map[string]bool{}
	var all []Outcome
	for _, r := range rows {
		sweeper.Row(r)
		for _, name := range r.Scenarios {
			if swept[name] {
				continue
			}
			if err := sweepOne(ctx, name, dir, sweeper); err != nil {
				return all, err
			}
			swept[name] = true
		}
		outcome, err := r.hold(ctx, dir)
		if err != nil {
			return all, err
		}
		all = append(all, outcome)
	}
	return all, nil
}

func sweepOne(ctx context.Context, name, dir string, sweeper Sweeper) error {
	s, _, err := scenarios.Named(name)
	if err != nil {
		return err
	}
	return sweeper.Sweep(ctx, s, dir)
}

// hold computes a row's claims and its picture from the tables alone.
func (r *Row) hold(ctx context.Context, dir string) (Outcome, error) {
	outcome := Outcome{Row: r}
	study, err := openStudy(ctx, dir, r.Scenarios)
	if err != nil {
		return outcome, fmt.Errorf("claims of %s: %w", r.Name, err)
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		e := c.simulate(study)
		if err := study.Err(); err != nil {
			return outcome, fmt.Errorf("claims of %s: %s: %w", r.Name, c.Name, err)
		}
		outcome.Lines = append(outcome.Lines, Line{r, c, e, c.Met(e)})
	}
	outcome.Picture = r.picture(study)
	if err := study.Err(); err != nil {
		return outcome, fmt.Errorf("picture of %s: %w", r.Name, err)
	}
	return outcome, nil
}

// BoardOf is the board of outcomes.
func BoardOf(all []Outcome) *Board {
	b := &Board{}
	for _, o := range all {
		b.Lines = append(b.Lines, o.Lines...)
	}
	return b
}
