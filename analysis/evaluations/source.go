package evaluations

// source gives the rows of a file in chunks, column by column.
type source interface {
	// header is the names of all columns, in the order of the file, without blanks around them.
	header() []string
	// flat is an error where a column holds lists or groups, or is of a type that has no use here.
	flat(column int) error
	// numeric says whether a column may hold numbers, before any rows are read, which it may spoil.
	numeric(column int) bool
	// place is where a column's name stands.
	place(column int) place
	// want says which columns to read from now on, and as what.
	want(columns []wanted)
	// next reads the next rows; io.EOF after the last.
	next(c *chunk) error
	// expected is about how many rows the file has, known from the first chunk on.
	expected() int
	// words are the texts that chunks have numbers of.
	texts() *words
	// cells are what has been wrong with single cells so far.
	cells() *cellFaults
	// style is how the sizes of a wanted column are written.
	style(wanted int) style
	// remarks notes what was wrong with whole rows. It is an error where that leaves none.
	remarks(n *notes) error
	close() error
}

// kind is as what a column is read.
type kind uint8

const (
	asNumber kind = iota
	asSize
	asWord
)

type wanted struct {
	column int
	kind   kind
}

// chunkRows is the most rows of a chunk.
const chunkRows = 4096

// chunk is some consecutive rows, by wanted column.
type chunk struct {
	rows    int
	lines   []int32     // where each row begins
	numbers [][]float64 // of columns read as numbers and sizes; NaN where there is none
	words   [][]int32   // of columns read as words
}

func newChunk(columns []wanted) *chunk {
	c := &chunk{lines: make([]int32, chunkRows), numbers: make([][]float64, len(columns)), words: make([][]int32, len(columns))}
	for i, w := range columns {
		if w.kind == asWord {
			c.words[i] = make([]int32, chunkRows)
		} else {
			c.numbers[i] = make([]float64, chunkRows)
		}
	}
	return c
}

// cellFaults counts, by wanted column and state, the cells that hold no value, with the first of each.
type cellFaults struct {
	list [][states]cellFault
}

type cellFault struct {
	count        int
	line, column int
	text         string
}

func newCellFaults(columns int) *cellFaults { return &cellFaults{make([][states]cellFault, columns)} }

// note counts a cell. It gives what is to be filled in for the first of its kind, nil for the others.
func (f *cellFaults) note(wanted int, is state) *cellFault {
	fault := &f.list[wanted][is]
	fault.count++
	if fault.count > 1 {
		return nil
	}
	return fault
}
