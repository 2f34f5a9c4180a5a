package sweep

import (
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// keepEvery is how often finished runs are made to last. A kill costs what has been
// finished since.
const keepEvery = 30 * time.Second

// parts writes results into the parts of a lane. They come in the order of the plan but for those
// that come early, while a slower run is still being made.
type parts struct {
	dir   string
	work  *work
	begun map[int]*begun // parts that are begun and not complete, by number
	at    *begun         // whose part is open
	open  *output.Part   // nil between parts
}

// begun is a part some of whose runs are made.
type begun struct {
	part        int
	first, runs int64
	left        int64 // runs that are not there yet
	stored      bool  // some are on disk
}

func newParts(dir string, w *work) *parts {
	return &parts{dir: dir, work: w, begun: map[int]*begun{}}
}

func (p *parts) add(point Point, r *sim.Result) error {
	if err := p.turn(point.Run); err != nil {
		return err
	}
	if err := p.open.Add(point.Run, point.Values, r); err != nil {
		return err
	}
	if p.at.left--; p.at.left > 0 {
		return nil
	}
	delete(p.begun, p.at.part)
	return p.close()
}

// turn opens the part of a run, unless it is open, and goes on with what it holds.
func (p *parts) turn(run int64) error {
	if p.open != nil && run >= p.at.first && run < p.at.first+p.at.runs {
		return nil
	}
	if err := p.close(); err != nil {
		return err
	}
	at := p.of(run)
	part, err := output.NewPart(p.dir, p.work.manifest, at.part)
	if err != nil {
		return err
	}
	if at.stored {
		if _, err := part.Resume(p.dir); err != nil {
			part.Discard()
			return err
		}
	}
	p.open, p.at = part, at
	return nil
}

// of is the part of a run.
func (p *parts) of(run int64) *begun {
	t := p.work.of(run)
	if at, ok := p.begun[t.part]; ok {
		return at
	}
	at := &begun{part: t.part, stored: len(t.have) > 0}
	at.first, at.runs = p.work.manifest.Block(t.part)
	at.left = at.runs - int64(len(t.have))
	p.begun[t.part] = at
	return at
}

// close commits the part that is open, whole or not: what was finished is kept.
func (p *parts) close() error {
	if p.open == nil {
		return nil
	}
	part := p.open
	p.open, p.at.stored = nil, true
	return part.Commit()
}
