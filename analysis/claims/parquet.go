package claims

import (
	"bytes"

	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// BoardName is the file of a board in the folder of its tables.
const BoardName = "board.parquet"

// WriteParquet makes a file of the board, or replaces it. The same board gives the same bytes.
func (b *Board) WriteParquet(path string) error {
	version := output.CurrentBuild().Version
	var file bytes.Buffer
	w := parquet.NewGenericWriter[record](&file,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.DataPageStatistics(true), parquet.MaxRowsPerRowGroup(1<<17),
		parquet.CreatedBy("circsim", version, "board"),
		parquet.KeyValueMetadata("circsim.table", "board"), parquet.KeyValueMetadata("circsim.version", version),
	)
	if _, err := w.Write(b.records()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return output.WriteFile(path, file.Bytes())
}
