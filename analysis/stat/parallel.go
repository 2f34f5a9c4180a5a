package stat

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Parallel computes f(0) to f(n-1) on all cores and returns them in this order, whatever the number of cores. When the
// context ends it starts no further ones and returns the context's error.
func Parallel[T any](ctx context.Context, n int, f func(i int) T) ([]T, error) {
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
