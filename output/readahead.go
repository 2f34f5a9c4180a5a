package output

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// chunksAhead is the number of chunks of rows that a reader of a part may be ahead of the one who takes the rows.
const chunksAhead = 4

// readRow is a row, or the error with which reading ends.
type readRow struct {
	row RunRow
	err error
}

// ahead are parts that several goroutines read. Each reads whole parts, and waits where nobody takes the rows of its part.
type ahead struct {
	paths []string
	parts []chan []readRow // by path, in chunks of at most batchRows rows
	next  atomic.Int64     // the next part to read
	used  chan []readRow   // chunks whose rows are taken, to be filled again
	ended chan struct{}    // closed when no more rows are wanted
}

// readAhead gives the rows of parts in the order of the paths, until yield is false or with the first error.
func (m *Manifest) readAhead(paths []string, yield func(RunRow, error) bool) {
	readers := min(len(paths), runtime.GOMAXPROCS(0))
	a := &ahead{paths: paths, parts: make([]chan []readRow, len(paths)), used: make(chan []readRow, readers*chunksAhead), ended: make(chan struct{})}
	for i := range a.parts {
		a.parts[i] = make(chan []readRow, chunksAhead)
	}
	var team sync.WaitGroup
	defer team.Wait()
	defer close(a.ended)
	for range readers {
		team.Go(func() { a.read(m.runsReader()) })
	}
	for _, part := range a.parts {
		for rows := range part {
			for i := range rows {
				if !yield(rows[i].row, rows[i].err) || rows[i].err != nil {
					return
				}
			}
			a.giveBack(rows)
		}
	}
}

// read reads one part after another.
func (a *ahead) read(r *runsReader) {
	for i := a.next.Add(1) - 1; i < int64(len(a.paths)); i = a.next.Add(1) - 1 {
		rows := a.empty()
		wanted := r.read(a.paths[i], func(row RunRow, err error) bool {
			rows = append(rows, readRow{row, err})
			if len(rows) < batchRows {
				return true
			}
			full := rows
			rows = a.empty()
			return a.send(i, full)
		})
		a.send(i, rows)
		close(a.parts[i])
		if !wanted {
			return
		}
	}
}

// send passes rows of a part on. It is false if nobody wants them.
func (a *ahead) send(part int64, rows []readRow) bool {
	select {
	case a.parts[part] <- rows:
		return true
	case <-a.ended:
		return false
	}
}

// empty is a chunk without rows.
func (a *ahead) empty() []readRow {
	select {
	case rows := <-a.used:
		return rows[:0]
	default:
		return nil
	}
}

// giveBack keeps a chunk to be filled again.
func (a *ahead) giveBack(rows []readRow) {
	select {
	case a.used <- rows:
	default:
	}
}
