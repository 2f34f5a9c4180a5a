package report

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/parquet-go/parquet-go"
)

// chunkRows is how many rows are read at a time.
const chunkRows = 1 << 12

// columns are some columns of a part's file.
type columns struct {
	rows    int
	numbers [][]float64 // NaN where null
	words   [][]string  // empty where null
}

// readColumns reads columns of a file by their names.
func readColumns(path string, numbers, words []string) (*columns, error) {
	file, err := parquetfile.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var leaves []int
	for _, name := range append(append([]string{}, numbers...), words...) {
		leaf, ok := file.Schema().Lookup(name)
		if !ok {
			return nil, fmt.Errorf("%s: has no column %s", path, name)
		}
		leaves = append(leaves, leaf.ColumnIndex)
	}
	c := &columns{numbers: make([][]float64, len(numbers)), words: make([][]string, len(words))}
	for i := range numbers {
		c.numbers[i] = make([]float64, 0, file.NumRows())
	}
	for i := range words {
		c.words[i] = make([]string, 0, file.NumRows())
	}
	known := map[string]string{}
	rows := file.Rows(leaves, chunkRows)
	defer rows.Close()
	for {
		n, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		c.rows += n
		for i := range leaves {
			take := func(_ int, values []parquet.Value) { c.addNumbers(i, values) }
			if i >= len(numbers) {
				take = func(_ int, values []parquet.Value) { c.addWords(i-len(numbers), values, known) }
			}
			if err := rows.Read(i, take); err != nil {
				return nil, err
			}
		}
	}
}

func (c *columns) addNumbers(i int, values []parquet.Value) {
	for _, v := range values {
		x := math.NaN()
		switch {
		case v.IsNull():
		case v.Kind() == parquet.Int64:
			x = float64(v.Int64())
		default:
			x = v.Double()
		}
		c.numbers[i] = append(c.numbers[i], x)
	}
}

// addWords keeps one copy of each word.
func (c *columns) addWords(i int, values []parquet.Value, known map[string]string) {
	for _, v := range values {
		word := ""
		if !v.IsNull() {
			bytes := v.ByteArray()
			var found bool
			if word, found = known[string(bytes)]; !found {
				word = string(bytes)
				known[word] = word
			}
		}
		c.words[i] = append(c.words[i], word)
	}
}
