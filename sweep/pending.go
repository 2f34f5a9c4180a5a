package sweep

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sort"

	"github.com/circsim/circsim/output"
	"golang.org/x/sync/errgroup"
)

// missing describes the runs of a batch that are not in the folder yet.
type missing struct {
	manifest   *output.Manifest
	first      int64                // number of the batch's first run
	parts      []pendingPart        // ascending
	runs, kept int64                // all runs of the batch, or of the shard's share in it, and those in the folder
	only       func(run int64) bool // leaves out other missing runs; nil: none
}

// pendingPart is a part that is not complete.
type pendingPart struct {
	part int
	have []int64 // runs of it that are in the folder, ascending
}

// findMissing looks for the runs of the rounds that were added to the manifest since the last call. It
// reads every file of their parts, and so finds damage anywhere.
func (f *folder) findMissing() (*missing, error) {
	m := &missing{manifest: f.manifest}
	begin := f.searched
	m.first, _ = f.manifest.Block(begin)
	for round := f.rounds; round < len(f.manifest.Rounds); round++ {
		_, parts := f.manifest.RoundParts(round)
		f.searched += parts
	}
	f.rounds = len(f.manifest.Rounds)
	var parts []int
	for part := begin; part < f.searched; part++ {
		if f.makes(part) {
			parts = append(parts, part)
		}
	}
	kept := make([]int64, len(parts))
	pending := make([]*pendingPart, len(parts))
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i, part := range parts {
		all.Go(func() (err error) {
			pending[i], kept[i], err = f.examine(part)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	for i, part := range parts {
		_, runs := f.manifest.Block(part)
		m.runs += runs
		m.kept += kept[i]
		if pending[i] != nil {
			m.parts = append(m.parts, *pending[i])
		}
	}
	return m, nil
}

// examine gives a part as pending, or nil if it is complete, and the number of its runs that are kept.
func (f *folder) examine(part int) (*pendingPart, int64, error) {
	if f.Existing == Replace {
		return &pendingPart{part: part}, 0, nil
	}
	have, state, err := f.manifest.Held(f.dir, part)
	_, runs := f.manifest.Block(part)
	switch {
	case state == output.Foreign:
		return nil, 0, f.refuse("%v", err)
	case state == output.Complete:
		return nil, runs, nil
	}
	return &pendingPart{part, have}, int64(len(have)), nil
}

// match finds the missing runs of a batch that other folders hold, and counts them as kept.
func (f *folder) match(ctx context.Context, plan *Plan, b batch, missing *missing) error {
	if plan.Adaptive() { // other designs have one batch, which extend has looked at
		if err := f.copies.find(ctx, plan, b, missing.first); err != nil {
			return err
		}
	}
	missing.eachRun(func(run int64) {
		if _, found := f.copies.of(run); found {
			missing.kept++
		}
	})
	return nil
}

// partOf is the pending part of a missing run.
func (m *missing) partOf(run int64) pendingPart {
	i := sort.Search(len(m.parts), func(i int) bool {
		first, runs := m.manifest.Block(m.parts[i].part)
		return run < first+runs
	})
	return m.parts[i]
}

// points gives the missing runs of the parts that it takes from a queue.
func (m *missing) points(b batch, queue <-chan pendingPart) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for p := range queue {
			for run := range m.runsOf(p) {
				values, seed := b.point(run - m.first)
				if !yield(Point{run, values, seed}) {
					return
				}
			}
		}
	}
}

// runsOf gives the missing runs of a part.
func (m *missing) runsOf(p pendingPart) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		first, runs := m.manifest.Block(p.part)
		for run := first; run < first+runs; run++ {
			if m.only != nil && !m.only(run) {
				continue
			}
			if _, found := slices.BinarySearch(p.have, run); !found && !yield(run) {
				return
			}
		}
	}
}

// eachRun visits all missing runs.
func (m *missing) eachRun(visit func(run int64)) {
	for _, p := range m.parts {
		for run := range m.runsOf(p) {
			visit(run)
		}
	}
}
