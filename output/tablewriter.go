package output

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/gzip"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// rowGroupRows bounds the rows of a row group, and with it the writer's memory.
const rowGroupRows = 1 << 17

// batchRows is the number of rows that are collected before their columns are encoded. It divides rowGroupRows. Both
// determine where pages end, and so the bytes of the files.
const batchRows = 1 << 8

// Stronger compression made realistic curves 1 to 3% smaller and writing 12 to 30% slower.
var compression = &zstd.Codec{Level: zstd.SpeedFastest}

// hexCompression halves random hex digits: it codes their entropy, which the fastest zstd does only beside matches. Stronger zstd
// does too, but takes 90 MiB more.
var hexCompression = &gzip.Codec{Level: gzip.HuffmanOnly}

// floatEncoding made realistic curves a fifth smaller than plain values, and writing faster: zstd sees bytes of equal
// significance side by side.
var floatEncoding = &parquet.ByteStreamSplit

// tableWriter writes one table's file of a part, and later that of another part: what it has allocated is worth more than
// a small part.
type tableWriter struct {
	file   *pending                    // the current one
	writer *parquet.GenericWriter[any] // written by column, never by row
	*batch
	group int64  // rows in the current row group
	run   RunRow // reused for rows of the runs table
	short bool   // the metadata have metaHeld
}

// PartPath returns the path of a table's file of a part in a scenario's folder.
func PartPath(dir string, t Table, part int) string {
	return filepath.Join(dir, string(t), fmt.Sprintf("part-%05d.parquet", part))
}

// newTableWriter returns a writer that has no file yet.
func newTableWriter(m *Manifest, t Table) *tableWriter {
	columns := m.columns(t)
	return &tableWriter{
		writer: parquet.NewGenericWriter[any](nil,
			schemaOf(t, columns),
			parquet.Compression(compression),
			parquet.MaxRowsPerRowGroup(rowGroupRows),
			parquet.DataPageStatistics(false), // the footer and the column index hold the bounds that readers use
			parquet.CreatedBy("circsim", m.Build.Version, "format "+strconv.Itoa(m.Format)),
		),
		batch: newBatch(columns),
	}
}

// begin turns to a part's file, which gets metadata of the same keys as the file before. That must be finished.
func (f *tableWriter) begin(file *pending, metadata []Setting) {
	f.file, f.group = file, 0
	f.writer.Reset(file)
	f.forget()
	for _, s := range metadata {
		f.writer.SetKeyValueMetadata(s.Key, s.Value)
	}
}

// full encodes the batch if it has batchRows rows.
func (f *tableWriter) full() error {
	if f.rows < batchRows {
		return nil
	}
	return f.encode()
}

func (f *tableWriter) encode() error {
	if f.rows == 0 {
		return nil
	}
	err := f.encodeRows(f.values, f.rows)
	f.reset()
	return err
}

func (f *tableWriter) encodeRows(columns [][]parquet.Value, rows int) error {
	for i, c := range f.writer.ColumnWriters() {
		if _, err := c.WriteRowValues(columns[i]); err != nil {
			return blame(f.file.path, err)
		}
	}
	f.group += int64(rows)
	if f.group >= rowGroupRows {
		f.group = 0
		if err := f.writer.Flush(); err != nil {
			return blame(f.file.path, err)
		}
	}
	return nil
}

// finish writes the file to its end. Its metadata list the runs if some are missing.
func (f *tableWriter) finish(runs []int64, missing bool) error {
	if err := f.encode(); err != nil {
		return err
	}
	f.writer.SetKeyValueMetadata(metaRuns, strconv.Itoa(len(runs)))
	if missing {
		text, err := json.Marshal(runs)
		if err != nil {
			return err
		}
		f.writer.SetKeyValueMetadata(metaHeld, string(text))
		f.short = true
	}
	if err := f.writer.Close(); err != nil {
		return blame(f.file.path, err)
	}
	f.detach()
	return nil
}

// detach takes the finished file's columns from the writer: Reset would clear the names in them, which they share with those of
// the next file (github.com/parquet-go/parquet-go/issues/602).
func (f *tableWriter) detach() {
	groups := f.writer.File().Metadata().RowGroups
	for i := range groups {
		groups[i].Columns = nil
	}
}
