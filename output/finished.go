package output

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"sort"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"
)

// Finished finds the finished runs of a scenario's folder by their identity, so that a larger
// study need not make them again. It takes 24 bytes a run.
type Finished struct {
	Manifest *Manifest
	Damaged  []error // of parts that are there and not sound, each with its path
	dir      string
	runs     []finishedRun // by identity, then run
}

type finishedRun struct {
	identity [16]byte
	run      int64
}

// FindFinished reads the identities of all runs of the plan m that dir holds. Damaged parts count as
// missing. A part of another plan is a *text.Refusal.
func FindFinished(ctx context.Context, dir string, m *Manifest) (*Finished, error) {
	f := &Finished{Manifest: m, dir: dir}
	byPart := make([][]finishedRun, m.Parts)
	damaged := make([]error, m.Parts)
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(runtime.GOMAXPROCS(0))
	for part := range m.Parts {
		all.Go(func() (err error) {
			if err = ctx.Err(); err == nil {
				byPart[part], damaged[part], err = m.finishedIn(dir, part)
			}
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	f.Damaged = slices.DeleteFunc(damaged, func(err error) bool { return err == nil })
	f.runs = slices.Concat(byPart...)
	slices.SortFunc(f.runs, func(a, b finishedRun) int {
		return cmp.Or(bytes.Compare(a.identity[:], b.identity[:]), cmp.Compare(a.run, b.run))
	})
	return f, nil
}

// finishedIn lists the runs of a sound part, in the order of the plan. unsound is the fault of a part that is there and
// not sound.
func (m *Manifest) finishedIn(dir string, part int) (list []finishedRun, unsound, err error) {
	held, unsound, err := m.find(dir, part)
	if held == nil {
		return nil, unsound, err
	}
	list, err = m.identitiesIn(dir, part)
	return list, nil, err
}

// identitiesIn reads the runs of a sound part.
func (m *Manifest) identitiesIn(dir string, part int) (list []finishedRun, err error) {
	file, err := openTable(PartPath(dir, Runs, part))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows := file.Rows([]int{runColumn, m.identityColumn()}, batchRows)
	defer rows.Close()
	for {
		n, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		numbers := make([]int64, n)
		if err := rows.Read(0, func(at int, values []parquet.Value) {
			for i, v := range values {
				numbers[at+i] = v.Int64()
			}
		}); err != nil {
			return nil, err
		}
		var wrong error
		if err := rows.Read(1, func(at int, values []parquet.Value) {
			for i, v := range values {
				next := finishedRun{run: numbers[at+i]}
				if k := len(list); k > 0 && list[k-1].run == next.run {
					continue // a run has a row for each task
				}
				if n, err := hex.Decode(next.identity[:], v.ByteArray()); err != nil || n != len(next.identity) {
					wrong = fmt.Errorf("%s: the identity of run %d is %q", file.Path, next.run, v.ByteArray())
				}
				list = append(list, next)
			}
		}); err != nil {
			return nil, err
		}
		if wrong != nil {
			return nil, wrong
		}
	}
}

// identityColumn is the index of identity in the runs table: it follows the axes.
func (m *Manifest) identityColumn() int { return len(keyColumns) + len(m.Axes) }

// Len is the number of runs.
func (f *Finished) Len() int { return len(f.runs) }

// Find gives the index of a run with an identity, from 0 to Len()-1, or -1 if there is none. Of several
// it is the first in the plan.
func (f *Finished) Find(identity string) int {
	var wanted [16]byte
	if n, err := hex.Decode(wanted[:], []byte(identity)); err != nil || n != len(wanted) {
		return -1
	}
	i := sort.Search(len(f.runs), func(i int) bool { return bytes.Compare(f.runs[i].identity[:], wanted[:]) >= 0 })
	if i == len(f.runs) || f.runs[i].identity != wanted {
		return -1
	}
	return i
}

// Missed counts the runs whose identity is that of none of the found indexes. The second result is the
// lowest number of such a run, -1 if there are none.
func (f *Finished) Missed(found iter.Seq[int]) (missed int, lowest int64) {
	seen := make([]bool, len(f.runs))
	for i := range found {
		seen[i] = true
	}
	lowest = -1
	for i, r := range f.runs {
		if i > 0 && f.runs[i-1].identity == r.identity {
			seen[i] = seen[i-1] // Find gives the first of several
		}
		if seen[i] {
			continue
		}
		missed++
		if lowest < 0 || r.run < lowest {
			lowest = r.run
		}
	}
	return missed, lowest
}

// CountDistinct counts the runs of several folders, those of the same identity once.
func CountDistinct(all []*Finished) int64 {
	seen := map[[16]byte]struct{}{}
	for _, f := range all {
		for _, r := range f.runs {
			seen[r.identity] = struct{}{}
		}
	}
	return int64(len(seen))
}
