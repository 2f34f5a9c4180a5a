package claims

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show"
	"github.com/circsim/circsim/sweep"
)

// Observer is told how a run goes.
type Observer interface {
	Row(r *Row)                           // a row begins
	Sweep(scenario string) sweep.Observer // a sweep of it begins
	Swept(err error)                      // and ends
}

// Outcome is what a row's claims came to, and its picture.
type Outcome struct {
	Row     *Row
	Lines   []Line
	Picture show.Picture
}

// Run makes the sweeps of the rows, in folders of dir, and holds their tables against the claims. A scenario that serves several
// rows is swept once.
func Run(ctx context.Context, rows []*Row, dir string, workers int, o Observer) ([]Outcome, error) {
	swept := map[string]bool{}
	var all []Outcome
	for _, r := range rows {
		o.Row(r)
		for _, name := range r.Scenarios {
			if swept[name] {
				continue
			}
			if err := sweepOne(ctx, name, dir, workers, o); err != nil {
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

func sweepOne(ctx context.Context, name, dir string, workers int, o Observer) error {
	s, _, err := scenarios.Named(name)
	if err != nil {
		return err
	}
	_, err = sweep.Run(ctx, s, sweep.Options{Dir: dir, Workers: workers, Observer: o.Sweep(name)})
	o.Swept(err)
	return err
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
		e := c.Simulated(study)
		if err := study.Err(); err != nil {
			return outcome, fmt.Errorf("claims of %s: %s: %w", r.Name, c.Name, err)
		}
		outcome.Lines = append(outcome.Lines, Line{r, c, e, c.Met(e)})
	}
	outcome.Picture = r.Picture(study)
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
