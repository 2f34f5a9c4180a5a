package evaluations

import (
	"io"
	"os"
	"sync"
)

// standardInput is the path of the standard input.
const standardInput = "-"

// spool keeps what was read of the standard input in a temporary file, so that it can be read again from its beginning.
type spool struct {
	once sync.Once
	kept *os.File // nil: there is no room for it
	size int64
}

var piped spool

// open reads the standard input from its beginning; once more only if it is kept. One reader at a time.
func (s *spool) open() io.Reader {
	s.once.Do(func() {
		file, err := os.CreateTemp("", "circsim-stdin-")
		if err != nil {
			return
		}
		os.Remove(file.Name()) // the open file stays readable
		s.kept = file
	})
	if s.kept == nil {
		return os.Stdin
	}
	return io.MultiReader(io.NewSectionReader(s.kept, 0, s.size), s)
}

// Read reads on from the standard input and keeps what it reads.
func (s *spool) Read(p []byte) (int, error) {
	n, err := os.Stdin.Read(p)
	if s.kept == nil {
		return n, err
	}
	if _, failed := s.kept.WriteAt(p[:n], s.size); failed != nil {
		s.kept = nil
	}
	s.size += int64(n)
	return n, err
}
