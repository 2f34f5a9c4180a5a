package stat

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Parallel gives f(0) to f(n-1) in this order, worked at by all cores: results depend on neither their number nor
// their pace. When the context ends no further ones are begun, and its error is returned.
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
