package report

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
)

// claim is a line of the board of published claims.
type claim struct {
	Phenomenon string   `json:"phenomenon" parquet:"phenomenon"`
	Name       string   `json:"name" parquet:"name"`
	Source     string   `json:"source" parquet:"source"`
	Statement  string   `json:"statement" parquet:"statement"`
	Quantity   string   `json:"quantity" parquet:"quantity"`
	Grade      string   `json:"grade" parquet:"grade"`
	Published  *float64 `json:"published" parquet:"published,optional"`
	Simulated  *float64 `json:"simulated" parquet:"simulated,optional"`
	Low        *float64 `json:"low" parquet:"low,optional"`
	High       *float64 `json:"high" parquet:"high,optional"`
	AtLeast    *float64 `json:"at_least" parquet:"at_least,optional"`
	AtMost     *float64 `json:"at_most" parquet:"at_most,optional"`
	Met        bool     `json:"met" parquet:"met"`
	Reason     string   `json:"reason" parquet:"reason"`
}

// board is what the tables of circsim reproduce say about published claims.
type board struct {
	File   string  `json:"file"`
	Claims []claim `json:"claims"`
}

// readBoard reads a board's file.
func readBoard(path string) (*board, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, text.Refuse("%s: cannot be read (%w)", path, err)
	}
	r := parquet.NewGenericReader[claim](file)
	defer r.Close()
	b := &board{path, make([]claim, file.NumRows())}
	if n, err := r.Read(b.Claims); n < len(b.Claims) || err != nil && !errors.Is(err, io.EOF) {
		return nil, text.Refuse("%s: cannot be read (%w)", path, err)
	}
	return b, nil
}
