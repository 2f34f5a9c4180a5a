package claims

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// BoardName is the file of a board in the folder of its tables.
const BoardName = "board.parquet"

// boardTable and boardVersion are the metadata of a board's file.
const (
	boardTable   = "circsim.table"
	boardVersion = "circsim.version"
)

// Others are the lines of a board's file about other phenomena, which stay when it is written again.
type Others struct{ records []Record }

// ReadOthers reads the lines of a board's file about phenomena that are not among rows; there are none
// without a file. A file that is no board, or one of another version of circsim, is a *text.Refusal.
func ReadOthers(path string, rows []*Row) (Others, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Others{}, nil
	case err != nil:
		return Others{}, text.Refuse("%w", err)
	}
	const waysOut = "; choose another -o, or delete it with --replace"
	file, err := openBoard(path, data, waysOut)
	if err != nil {
		return Others{}, err
	}
	if was, is := lookUp(file, boardVersion), output.CurrentBuild().Version; was != is {
		return Others{}, text.Refuse("%s: was made by circsim %s, this is %s%s", path, was, is, waysOut)
	}
	all, err := recordsOf(path, file, waysOut)
	if err != nil {
		return Others{}, err
	}
	return Others{slices.DeleteFunc(all, func(r Record) bool {
		return slices.ContainsFunc(rows, func(row *Row) bool { return row.Name == r.Phenomenon })
	})}, nil
}

// ReadBoard reads all lines of a board's file, of any version of circsim. A file that is no board is a *text.Refusal.
func ReadBoard(path string) ([]Record, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, text.Refuse("%w", err)
	}
	file, err := openBoard(path, data, "")
	if err != nil {
		return nil, err
	}
	return recordsOf(path, file, "")
}

// openBoard opens a board's file. A refusal ends with what the user can do.
func openBoard(path string, data []byte, waysOut string) (*parquet.File, error) {
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, text.Refuse("%s: cannot be read (%w)%s", path, err, waysOut)
	}
	if table, _ := file.Lookup(boardTable); table != "board" {
		return nil, text.Refuse("%s: is no board of circsim%s", path, waysOut)
	}
	return file, nil
}

func recordsOf(path string, file *parquet.File, waysOut string) ([]Record, error) {
	r := parquet.NewGenericReader[Record](file)
	defer r.Close()
	all := make([]Record, file.NumRows())
	if n, err := r.Read(all); n < len(all) || err != nil && !errors.Is(err, io.EOF) {
		return nil, text.Refuse("%s: cannot be read (%w)%s", path, err, waysOut)
	}
	return all, nil
}

func lookUp(file *parquet.File, key string) string {
	value, _ := file.Lookup(key)
	return value
}

// WriteParquet makes a file of the board and of other lines, in the order of the phenomena. The same lines
// give the same bytes.
func (b *Board) WriteParquet(path string, others Others) error {
	version := output.CurrentBuild().Version
	records := append(b.records(), others.records...)
	slices.SortStableFunc(records, func(a, b Record) int { return cmp.Compare(a.Row, b.Row) })
	var file bytes.Buffer
	w := parquet.NewGenericWriter[Record](&file,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.DataPageStatistics(true), parquet.MaxRowsPerRowGroup(1<<17),
		parquet.CreatedBy("circsim", version, "board"),
		parquet.KeyValueMetadata(boardTable, "board"), parquet.KeyValueMetadata(boardVersion, version),
	)
	if _, err := w.Write(records); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return output.WriteFile(path, file.Bytes())
}
