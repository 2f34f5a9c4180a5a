package calibration

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"

	"github.com/circsim/circsim/internal/text"
)

// journal keeps what candidates predict in a file, in the order of the search. A search is deterministic, so one that
// begins again asks for the same candidates, and finds them here. After a header, which names the search, each candidate
// has a record of one size: its coordinates and its predictions, NaN where it has none. A record that was cut off is
// dropped.
type journal struct {
	path  string
	file  *os.File
	out   *bufio.Writer
	known [][]float64 // records that were there and have not been asked for
	width int         // coordinates of a candidate
	size  int         // predictions
}

const journalMagic = "circsim search 1\n"

// openJournal opens the journal of a search, which may be new. It refuses that of another search. Without a path there is
// no file.
func openJournal(path string, p *problem, o Options) (*journal, error) {
	j := &journal{path: path, width: len(p.free), size: len(p.all)}
	if path == "" {
		return j, nil
	}
	header := append([]byte(journalMagic), identity(p, o)...)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(data) < len(header):
		data = header
	case err != nil:
		return nil, err
	case !bytes.HasPrefix(data, header):
		return nil, text.Refuse("%s: holds the unfinished search of another fit; delete it, or choose another -o", path)
	}
	record := 8 * (j.width + j.size)
	whole := len(header) + (len(data)-len(header))/record*record
	for at := len(header); at < whole; at += record {
		values := make([]float64, j.width+j.size)
		for i := range values {
			values[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[at+8*i:]))
		}
		j.known = append(j.known, values)
	}
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	if len(j.known) == 0 {
		if _, err := j.file.Write(header); err != nil {
			return nil, err
		}
	}
	if err := j.file.Truncate(int64(whole)); err != nil {
		return nil, err
	}
	if _, err := j.file.Seek(0, io.SeekEnd); err != nil {
		return nil, err
	}
	j.out = bufio.NewWriter(j.file)
	return j, nil
}

// identity tells searches apart: those that ask for the same candidates and get the same predictions are the same.
func identity(p *problem, o Options) []byte {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%q\n%q\n%q\n", p.data.SHA256, p.data.Paths, p.scenario.Text, p.scenario.Sets)
	for i := range p.free {
		f := &p.free[i]
		fmt.Fprintf(sum, "%s %g %g %t %g\n", f.Path, f.Low, f.High, f.Log, f.value)
	}
	fmt.Fprintf(sum, "%d %d %d\n", o.Evaluations, o.Seeds, o.Seed)
	for _, observed := range p.all {
		fmt.Fprintf(sum, "%+v\n", observed)
	}
	return sum.Sum(nil)
}

// next gives the predictions of those candidates, from the first on, that the journal holds.
func (j *journal) next(us [][]float64) (predictions [][]float64) {
	for _, u := range us {
		if len(j.known) == 0 {
			return predictions
		}
		for k := range u {
			if j.known[0][k] != u[k] { // another version searched otherwise
				j.known = nil
				return predictions
			}
		}
		found := j.known[0][j.width:]
		if j.size > 0 && found[0] != found[0] {
			found = nil
		}
		predictions = append(predictions, found)
		j.known = j.known[1:]
	}
	return predictions
}

// add appends candidates.
func (j *journal) add(us, predictions [][]float64) error {
	if j.out == nil {
		return nil
	}
	for i, u := range us {
		found := predictions[i]
		if found == nil {
			found = make([]float64, j.size)
			for k := range found {
				found[k] = math.NaN()
			}
		}
		for _, x := range append(u[:len(u):len(u)], found...) {
			if err := binary.Write(j.out, binary.LittleEndian, x); err != nil {
				return err
			}
		}
	}
	return j.out.Flush()
}

func (j *journal) close() {
	if j.file != nil {
		j.file.Close()
	}
}

// remove deletes the file, once the search has ended and its result is written.
func (j *journal) remove() error {
	if j.path == "" {
		return nil
	}
	j.close()
	return os.Remove(j.path)
}
