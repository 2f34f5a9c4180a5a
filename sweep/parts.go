package sweep

import (
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// flushEvery is how often finished runs are made durable. A kill loses the runs finished since the
// last time.
const flushEvery = 30 * time.Second

// parts writes the results of a lane into parts. Results arrive in the order of the plan, except those
// that are flushed while an earlier, slower run is still being made.
type parts struct {
	dir     string
	missing *missing
	copies  []*output.FinishedRows // by folder of copies
	commits *output.Committer
	begun   map[int]*begunPart // incomplete parts that have results, by number
	current *begunPart         // the part that open writes
	open    *output.Part       // nil between parts
	listed  func() error       // waits until the manifest, which lists the parts, is on disk
}

// begunPart is a part with some of its runs made.
type begunPart struct {
	part        int
	first, runs int64
	left        int64 // runs still to come
	stored      bool  // some runs are on disk
}

func newParts(dir string, missing *missing, copies []*output.FinishedRows, listed func() error) *parts {
	return &parts{dir: dir, missing: missing, copies: copies, commits: output.NewCommitter(), begun: map[int]*begunPart{}, listed: listed}
}

// release ends the writing of parts and closes the files that runs are copied from.
func (p *parts) release() {
	p.commits.Close() // what it had to say, flush or write has said
	for _, rows := range p.copies {
		rows.Close()
	}
}

// add writes the result of a run.
func (p *parts) add(point Point, r *sim.Result) error {
	return p.write(point.Run, func(part *output.Part) error { return part.Add(point.Run, point.Values, r) })
}

// copy writes the rows that another folder has of a run.
func (p *parts) copy(point Point, at match) error {
	return p.write(point.Run, func(part *output.Part) error {
		return part.Copy(point.Run, point.Seed, point.Values, p.copies[at.folder], int(at.index))
	})
}

// write adds a run to its part, which is closed when it is complete.
func (p *parts) write(run int64, rows func(*output.Part) error) error {
	if err := p.turnTo(run); err != nil {
		return err
	}
	if err := rows(p.open); err != nil {
		return err
	}
	if p.current.left--; p.current.left > 0 {
		return nil
	}
	delete(p.begun, p.current.part)
	return p.close()
}

// turnTo opens the part of a run, with its stored runs, unless it is open already.
func (p *parts) turnTo(run int64) error {
	if p.open != nil && run >= p.current.first && run < p.current.first+p.current.runs {
		return nil
	}
	if err := p.close(); err != nil {
		return err
	}
	next := p.partOf(run)
	part, err := output.NewPart(p.dir, p.missing.manifest, next.part)
	if err != nil {
		return err
	}
	if next.stored {
		if err := p.commits.Wait(); err != nil {
			part.Discard()
			return err
		}
		if _, err := part.Resume(p.dir); err != nil {
			part.Discard()
			return err
		}
	}
	p.open, p.current = part, next
	return nil
}

func (p *parts) partOf(run int64) *begunPart {
	pending := p.missing.partOf(run)
	if b, ok := p.begun[pending.part]; ok {
		return b
	}
	b := &begunPart{part: pending.part, stored: len(pending.have) > 0}
	b.first, b.runs = p.missing.manifest.Block(pending.part)
	b.left = b.runs - int64(len(pending.have))
	p.begun[pending.part] = b
	return b
}

// close hands the open part, complete or not, to the committer.
func (p *parts) close() error {
	if p.open == nil {
		return nil
	}
	part := p.open
	p.open, p.current.stored = nil, true
	if err := p.listed(); err != nil {
		part.Discard()
		return err
	}
	return p.commits.Commit(part)
}

// flush commits the open part, complete or not, so that its finished runs are kept.
func (p *parts) flush() error {
	if err := p.close(); err != nil {
		return err
	}
	return p.commits.Wait()
}
