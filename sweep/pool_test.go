package sweep

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// into is a sink without a flush.
func into(take func(int, int) error) *sink[int, int] {
	return &sink[int, int]{take: take, flush: func() error { return nil }, every: time.Hour}
}

// Results that wait for a slow job are taken before a flush, periodic or final. No result is taken
// twice, and that of the slow job comes later.
func TestInOrderFlushesWhatWaits(t *testing.T) {
	const n = 60
	for _, cut := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		var got []int
		flushed := 0
		err := inOrder(ctx, 2, count(n),
			func(ctx context.Context, i int) (int, error) {
				if i > 0 {
					return i, nil
				}
				if cut {
					<-ctx.Done()
					return 0, ctx.Err()
				}
				time.Sleep(300 * time.Millisecond)
				return 0, nil
			},
			&sink[int, int]{
				take: func(i, _ int) error { got = append(got, i); return nil },
				flush: func() error {
					if flushed++; cut && flushed == 2 {
						cancel()
					}
					return nil
				},
				every: 20 * time.Millisecond,
			})
		once := slices.Clone(got)
		slices.Sort(once)
		if once = slices.Compact(once); len(once) != len(got) {
			t.Errorf("taken twice: %v", got)
		}
		switch {
		case cut && (!errors.Is(err, context.Canceled) || len(got) < 2*aheadPerWorker || slices.Contains(got, 0)):
			t.Errorf("%v, took %v", err, got)
		case !cut && (err != nil || len(got) != n || got[0] == 0):
			t.Errorf("%v, took %v", err, got)
		}
	}
}

func TestInOrderBoundsWhatWaits(t *testing.T) {
	const n, workers = 200, 3
	var begun atomic.Int64
	var got []int
	err := inOrder(t.Context(), workers, count(n),
		func(_ context.Context, i int) (int, error) {
			begun.Add(1)
			if i%50 == 0 { // later jobs must wait for it
				time.Sleep(20 * time.Millisecond)
			}
			return i * i, nil
		},
		into(func(i, square int) error {
			if square != i*i {
				t.Errorf("%d squared is %d", i, square)
			}
			got = append(got, i)
			if ahead := int(begun.Load()) - len(got); ahead > workers*(aheadPerWorker+2) {
				t.Errorf("%d jobs were started ahead of job %d", ahead, i)
			}
			return nil
		}))
	if err != nil || len(got) != n || !slices.IsSorted(got) {
		t.Error(len(got), err)
	}
}

func TestInOrderEndsWithTheFirstError(t *testing.T) {
	for range 20 {
		taken := 0
		err := inOrder(t.Context(), 4, count(100),
			func(_ context.Context, i int) (int, error) {
				if i == 10 {
					time.Sleep(time.Millisecond)
				}
				if i >= 10 {
					return 0, fmt.Errorf("job %d", i)
				}
				return i, nil
			},
			into(func(int, int) error { taken++; return nil }))
		if taken != 10 || err == nil || err.Error() != "job 10" {
			t.Fatal(taken, err)
		}
	}
}

func TestInOrderEndsWithTake(t *testing.T) {
	full := errors.New("full")
	err := inOrder(t.Context(), 4, count(100),
		func(_ context.Context, i int) (int, error) { return i, nil },
		into(func(i, _ int) error {
			if i == 5 {
				return full
			}
			return nil
		}))
	if !errors.Is(err, full) {
		t.Error(err)
	}
}

func TestInOrderEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	taken := 0
	err := inOrder(ctx, 4, count(1000),
		func(ctx context.Context, i int) (int, error) { return i, nil },
		into(func(i, _ int) error {
			if taken++; taken == 20 {
				cancel()
			}
			return nil
		}))
	if !errors.Is(err, context.Canceled) || taken > 20+4*(aheadPerWorker+2) {
		t.Error(taken, err)
	}
}
