package metrics

import "sync"

// Recent is a cache of tables by number of classes. It holds a bounded number and
// drops the least recently used one, so that a sweep over classes needs bounded
// memory. A dropped table stays valid for its users, and is made again when asked
// for. A Recent is safe for concurrent use.
type Recent[T any] struct {
	limit int
	fill  func(v float64) T

	mu     sync.Mutex
	tables map[int64]*recentTable[T]
	clock  uint64 // counts the calls of Of
}

type recentTable[T any] struct {
	get  func() T
	used uint64 // clock at the last use
}

// NewRecent gives a cache of at most max(limit, 1) tables. fill makes the table
// for v classes and must be a pure function.
func NewRecent[T any](limit int, fill func(v float64) T) *Recent[T] {
	return &Recent[T]{limit: max(limit, 1), fill: fill, tables: make(map[int64]*recentTable[T])}
}

// Of gives the table for a number of classes.
func (r *Recent[T]) Of(classes int64) T {
	// The table is made outside the lock, which other callers can take meanwhile.
	return r.use(classes).get()
}

func (r *Recent[T]) use(classes int64) *recentTable[T] {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.clock++
	table := r.tables[classes]
	if table == nil {
		if len(r.tables) >= r.limit {
			r.forget()
		}
		table = &recentTable[T]{get: sync.OnceValue(func() T { return r.fill(float64(classes)) })}
		r.tables[classes] = table
	}
	table.used = r.clock
	return table
}

// forget drops the least recently used table.
func (r *Recent[T]) forget() {
	var oldest int64
	first := r.clock
	for classes, table := range r.tables {
		if table.used < first {
			oldest, first = classes, table.used
		}
	}
	delete(r.tables, oldest)
}
