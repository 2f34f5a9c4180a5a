package sweep

import (
	"fmt"
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// checkpointEvery is how often finished runs are made to last at the latest. A kill costs what
// has been finished since.
const checkpointEvery = 30 * time.Second

// parts writes results, which come in the order of the plan, into part after part.
type parts struct {
	dir      string
	manifest *output.Manifest
	open     *output.Part // nil between parts
	index    int          // of the part that is open or was last
	next     int64        // run that it ends before
	safe     time.Time    // when all that was finished was on disk
}

func newParts(dir string, m *output.Manifest) *parts {
	return &parts{dir: dir, manifest: m, index: -1, safe: time.Now()}
}

func (p *parts) add(point Point, r *sim.Result) error {
	if err := p.begin(point.Run); err != nil {
		return err
	}
	if err := p.open.Add(point.Run, point.Values, r); err != nil {
		return err
	}
	if point.Run+1 < p.next && time.Since(p.safe) < checkpointEvery {
		return nil
	}
	return p.close()
}

// begin opens the part of a run, and goes on with one that was closed before it was complete.
func (p *parts) begin(run int64) error {
	if p.open != nil {
		return nil
	}
	first, runs := p.manifest.Block(max(p.index, 0))
	for p.index < 0 || run >= first+runs {
		p.index++
		first, runs = p.manifest.Block(p.index)
	}
	part, err := output.NewPart(p.dir, p.manifest, p.index)
	if err != nil {
		return err
	}
	p.open, p.next = part, first+runs
	if run == first {
		return nil
	}
	have, err := part.Resume(p.dir)
	if err == nil && first+have != run {
		err = fmt.Errorf("%s: run %d was expected, part %d holds %d", p.dir, run, p.index, have)
	}
	return err
}

// close commits the part that is open, whole or not: what was finished is kept.
func (p *parts) close() error {
	if p.open == nil {
		return nil
	}
	part := p.open
	p.open, p.safe = nil, time.Now()
	return part.Commit()
}
