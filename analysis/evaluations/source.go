package evaluations

// source gives the rows of a file in chunks, column by column. Columns are numbered as in the file, wanted columns
// as in the call of want.
type source interface {
	// header returns the names of all columns, without blanks around them.
	header() []string
	// flat returns an error if the column holds lists or groups, or values of a type that is neither number nor text.
	flat(column int) error
	// numeric reports whether a column may hold numbers.
	numeric(column int) bool
	// firstWords returns the texts of the first column in the first rows; nil if they are not at hand.
	firstWords() []string
	// place returns where a column's name is written.
	place(column int) place
	// want selects the columns that next reads.
	want(columns []wanted)
	// next reads the next rows; io.EOF after the last.
	next(c *chunk) error
	// expected estimates the number of rows of the file. It is called after the first chunk.
	expected() int
	// cells returns what reads the wanted columns' cells, with their texts and faults so far.
	cells() *cellReader
	// remarks warns of faults of whole rows after the last chunk. It returns an error if they leave no row.
	remarks(n *notes) error
	close() error
}

// kind is what the cells of a column are read as.
type kind uint8

const (
	asNumber kind = iota
	asSize        // a number that may have a suffix K, M, B or T
	asWord
)

type wanted struct {
	column int
	kind   kind
}

// chunkRows is the maximum number of rows of a chunk.
const chunkRows = 4096

// chunk holds consecutive rows of the wanted columns.
type chunk struct {
	rows    int
	lines   []int32     // the line that each row begins on
	numbers [][]float64 // by wanted column, of numbers and sizes; NaN where missing
	words   [][]int32   // by wanted column, of words
	rest    []uint64    // hash of the text of the other columns; 0 where they are not read
}

// newChunk has room for a number of rows.
func newChunk(columns []wanted, rows int) *chunk {
	c := &chunk{lines: make([]int32, rows), rest: make([]uint64, rows), numbers: make([][]float64, len(columns)), words: make([][]int32, len(columns))}
	for i, w := range columns {
		if w.kind == asWord {
			c.words[i] = make([]int32, rows)
		} else {
			c.numbers[i] = make([]float64, rows)
		}
	}
	return c
}
