package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
)

// Status is what is finished of a plan.
type Status struct {
	Done    int64     // runs that are there and sound
	Parts   int       // parts with such runs
	Damaged []error   // of parts that are there and not sound, each with its path
	Recent  int64     // runs of the parts that appeared since the given time
	Latest  time.Time // when the latest of these appeared; zero if none did
}

// Status reads all files of a plan in a folder and compares them with their checksums. since is the time
// from which on runs count as recent.
func (m *Manifest) Status(ctx context.Context, dir string, since time.Time) (Status, error) {
	type partStatus struct {
		runs  int64
		wrong error
		noted time.Time
	}
	parts := make([]partStatus, m.Parts)
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(runtime.GOMAXPROCS(0))
	for part := range m.Parts {
		all.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			p := &parts[part]
			runs, state, why := m.Held(dir, part)
			switch _, err := os.Stat(PartPath(dir, Runs, part)); {
			case state == Complete || state == Short:
				p.runs = int64(len(runs))
			case state == Missing && errors.Is(err, fs.ErrNotExist):
				return nil
			default:
				p.wrong = why
			}
			if info, err := os.Stat(SumsPath(dir, part)); err == nil {
				p.noted = info.ModTime()
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		return Status{}, err
	}
	var s Status
	for _, p := range parts {
		s.Done += p.runs
		if p.runs > 0 {
			s.Parts++
		}
		if p.wrong != nil {
			s.Damaged = append(s.Damaged, p.wrong)
		}
		if p.runs > 0 && p.noted.After(since) {
			s.Recent += p.runs
			if p.noted.After(s.Latest) {
				s.Latest = p.noted
			}
		}
	}
	return s, nil
}
