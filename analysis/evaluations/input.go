package evaluations

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/circsim/circsim/scenarios"
)

// input is the text of a file, in UTF-8 and without a byte-order mark.
type input struct {
	*bufio.Reader
	path string
	size int64 // bytes of text; 0: unknown
	file io.Closer
}

func openInput(path string) (*input, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	size := int64(0)
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	in, err := newInput(path, size, file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return in, nil
}

// newInput looks at the first bytes of a file, and refuses what is not text in UTF-8.
func newInput(path string, size int64, file io.ReadCloser) (*input, error) {
	in := &input{bufio.NewReaderSize(file, 1<<18), path, size, file}
	start, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(path, err)
	}
	switch {
	case bytes.HasPrefix(start, []byte("PAR1")):
		return nil, in.fault(0, 0, "a Parquet file, expected CSV: name it .parquet")
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return nil, in.fault(1, 1, "UTF-16 text, expected UTF-8")
	case bytes.HasPrefix(start, []byte("\ufeff")):
		in.Discard(3)
	}
	return in, nil
}

func (in *input) fault(line, column int, format string, args ...any) error {
	return scenarios.Errors{place{in.path, line, column}.fault(format, args...)}
}
