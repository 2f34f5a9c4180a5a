package metrics

import (
	"sync"
	"sync/atomic"
)

// tableRow is a row of a table. One worker fills it, when it is first needed.
type tableRow struct {
	values  atomic.Pointer[[]float64] // nil until it is filled
	filling sync.Mutex
}

// rowsAhead is the number of rows beyond those it needs that a worker may fill instead of waiting for others.
const rowsAhead = 4

// fillFour fills the four rows from first on that are not filled yet. While others fill what is needed, it fills the rows that
// follow: noise grows in training, so that these are needed next. Workers that begin together thus share the rows.
func fillFour(table []tableRow, first int, values func(r int) []float64) {
	const needed = 4
	for next := first + needed; ; next++ {
		waits := false
		for r := first; r < first+needed; r++ {
			waits = !table[r].tryFill(r, values) || waits
		}
		if !waits {
			return
		}
		if next == min(first+needed+rowsAhead, len(table)) {
			break
		}
		table[next].tryFill(next, values)
	}
	for r := first; r < first+needed; r++ {
		table[r].fill(r, values)
	}
}

// tryFill fills row r, unless it is filled. It is false if another worker is just filling it.
func (w *tableRow) tryFill(r int, values func(r int) []float64) bool {
	if w.values.Load() != nil {
		return true
	}
	if !w.filling.TryLock() {
		return false
	}
	defer w.filling.Unlock()
	w.set(r, values)
	return true
}

// fill fills row r, or waits for the worker who does.
func (w *tableRow) fill(r int, values func(r int) []float64) {
	w.filling.Lock()
	defer w.filling.Unlock()
	w.set(r, values)
}

// set fills row r, unless it is filled. Only the one who holds filling may call it.
func (w *tableRow) set(r int, values func(r int) []float64) {
	if w.values.Load() == nil {
		filled := values(r)
		w.values.Store(&filled)
	}
}
