package metrics

import "sync"

// Recent keeps the tables of the numbers of classes used last, so that a sweep
// over classes holds a bounded number of them. A table forgotten is made again,
// the same, when it is next asked for; whoever holds it may go on using it. It
// is safe for use by many goroutines at once.
type Recent[T any] struct {
	limit int
	fill  func(v float64) T

	mu     sync.Mutex
	tables map[int64]*recentTable[T]
	clock  uint64 // counts the calls of Of
}

type recentTable[T any] struct {
	get  func() T
	used uint64 // clock of the last use
}

// NewRecent keeps at most limit tables, at least one, each made by fill.
func NewRecent[T any](limit int, fill func(v float64) T) *Recent[T] {
	return &Recent[T]{limit: max(limit, 1), fill: fill, tables: make(map[int64]*recentTable[T])}
}

// Of is the table for a number of classes.
func (r *Recent[T]) Of(classes int64) T {
	// The table is made outside the lock: others may be had meanwhile.
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

// forget drops the table whose last use is longest ago.
func (r *Recent[T]) forget() {
	var oldest int64
	least := r.clock
	for classes, table := range r.tables {
		if table.used < least {
			oldest, least = classes, table.used
		}
	}
	delete(r.tables, oldest)
}
