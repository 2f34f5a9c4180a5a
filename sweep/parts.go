package sweep

import (
	"iter"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// parts writes results, which come in the order of the plan, into part after part.
type parts struct {
	dir      string
	manifest *output.Manifest
	open     *output.Part // nil between parts
}

func (p *parts) add(point Point, r *sim.Result) error {
	index := int(point.Run / p.manifest.RunsPerPart)
	if p.open == nil {
		part, err := output.NewPart(p.dir, p.manifest, index)
		if err != nil {
			return err
		}
		p.open = part
	}
	if err := p.open.Add(point.Run, point.Values, r); err != nil {
		return err
	}
	if first, runs := p.manifest.Block(index); point.Run < first+runs-1 {
		return nil
	}
	return p.close()
}

// close commits the part that is open, whole or not: what was finished is kept,
// and a part that lacks runs is made again by a later sweep.
func (p *parts) close() error {
	if p.open == nil {
		return nil
	}
	part := p.open
	p.open = nil
	return part.Commit()
}

// points are the runs of some parts of a plan, one after the other.
func points(plan *Plan, m *output.Manifest, todo []int) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for _, part := range todo {
			first, runs := m.Block(part)
			for run := first; run < first+runs; run++ {
				if !yield(plan.Point(run)) {
					return
				}
			}
		}
	}
}
