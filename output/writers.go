package output

import "sync"

// writers keeps the writers of a manifest's tables between parts. Several goroutines may use it.
type writers struct {
	mutex sync.Mutex
	free  map[Table][]*tableWriter
}

// writer returns a table's writer for a part. There are as many as parts are open at the same time.
func (m *Manifest) writer(t Table, part int) *tableWriter {
	w := m.writers
	w.mutex.Lock()
	defer w.mutex.Unlock()
	last := len(w.free[t]) - 1
	if last < 0 || m.documents(part) {
		return newTableWriter(m, t)
	}
	f := w.free[t][last]
	w.free[t] = w.free[t][:last]
	return f
}

// giveBack takes a writer that has finished its file, for other parts. A writer cannot drop keys of metadata, so that it stays
// with a part that has keys of its own.
func (m *Manifest) giveBack(t Table, part int, f *tableWriter) {
	if f.short || m.documents(part) {
		return
	}
	f.file = nil
	w := m.writers
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.free[t] = append(w.free[t], f)
}
