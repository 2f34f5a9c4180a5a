package analysis

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel gives f(0) to f(n-1) in order, worked at by all cores.
func inParallel[T any](ctx context.Context, n int, f func(i int) T) ([]T, error) {
	done := make([]T, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1) - 1)
				if i >= n {
					return
				}
				done[i] = f(i)
			}
		})
	}
	workers.Wait()
	return done, ctx.Err()
}
