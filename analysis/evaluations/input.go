package evaluations

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/circsim/circsim/scenarios"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// input is the text of a file, in UTF-8 and without a byte-order mark, decompressed.
type input struct {
	*bufio.Reader
	path  string
	size  int64 // bytes of text; 0: unknown
	file  io.Closer
	notes []string // what was done to the bytes, for warnings
}

// peeked is the number of bytes at the beginning of a text that its form is recognized by.
const peeked = 1 << 18

func openInput(path string) (*input, error) {
	if path == standardInput {
		return newInput(path, 0, io.NopCloser(piped.open()))
	}
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

// binaries holds how files of other formats begin, and what to do with them.
var binaries = []struct{ start, what string }{
	{"PAR1", "a Parquet file, expected text here: name it .parquet"},
	{"PK\x03\x04", "an Excel or ZIP file, expected text or Parquet: save the sheet as CSV"},
	{"\xd0\xcf\x11\xe0", "an Excel file, expected text or Parquet: save the sheet as CSV"},
	{"BZh", "compressed with bzip2, expected gzip, zstd or no compression"},
	{"\xfd7zXZ", "compressed with xz, expected gzip, zstd or no compression"},
	{"SQLite format 3", "an SQLite database, expected text or Parquet: export the table as CSV"},
	{"ARROW1", "an Arrow file, expected text or Parquet"},
	{"FEA1", "a Feather file, expected text or Parquet"},
	{"\x89HDF", "an HDF5 file, expected text or Parquet"},
	{"\x93NUMPY", "a NumPy file, expected text or Parquet"},
	{"%PDF", "a PDF file, expected text or Parquet"},
	{"Obj\x01", "an Avro file, expected text or Parquet"},
	{"ORC", "an ORC file, expected text or Parquet"},
	{"<!", "a web page, expected a table: download the raw file"},
	{"<html", "a web page, expected a table: download the raw file"},
	{"version https://git-lfs", "a pointer of Git LFS, expected the file itself: git lfs pull"},
}

// newInput decompresses and decodes a file by its first bytes, and refuses what is not text.
func newInput(path string, size int64, file io.ReadCloser) (*input, error) {
	in := &input{Reader: bufio.NewReaderSize(file, peeked), path: path, size: size, file: file}
	if err := in.decompress(); err != nil {
		return nil, err
	}
	start, err := in.Peek(peeked)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, in.unreadable(err)
	}
	whole := err != nil // start is the whole text
	for _, b := range binaries {
		if bytes.HasPrefix(start, []byte(b.start)) {
			return nil, in.fault(0, 0, "%s", b.what)
		}
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		in.decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 text: read as such")
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		in.decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16 text: read as such")
	case bytes.HasPrefix(start, []byte("\ufeff")):
		in.Discard(3)
	case len(start) > 3 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0:
		in.decode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 text: read as such")
	case len(start) > 3 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0:
		in.decode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16 text: read as such")
	case !validStart(start, whole):
		in.decode(charmap.Windows1252, "not UTF-8 text: read as Latin-1 (Windows-1252)")
	}
	return in, nil
}

// decompress replaces the bytes of a file of gzip or zstd by what they hold.
func (in *input) decompress() error {
	start, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		unpacked, err := gzip.NewReader(in.Reader)
		if err != nil {
			return in.unreadable(err)
		}
		in.Reader, in.size = bufio.NewReaderSize(unpacked, peeked), 0
	case bytes.HasPrefix(start, []byte("\x28\xb5\x2f\xfd")):
		unpacked, err := zstd.NewReader(in.Reader, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28))
		if err != nil {
			return in.unreadable(err)
		}
		in.Reader, in.size = bufio.NewReaderSize(unpacked, peeked), 0
		in.file = closers{unpacked.IOReadCloser(), in.file}
	}
	return nil
}

// closers closes both.
type closers [2]io.Closer

func (c closers) Close() error { return errors.Join(c[0].Close(), c[1].Close()) }

func (in *input) decode(e encoding.Encoding, note string) {
	in.Reader, in.size = bufio.NewReaderSize(e.NewDecoder().Reader(in.Reader), peeked), 0
	in.notes = append(in.notes, note)
}

// validStart reports whether the beginning of a text is UTF-8. Its last character may be cut.
func validStart(start []byte, whole bool) bool {
	if !whole {
		for cut := 1; cut < utf8.UTFMax && cut < len(start); cut++ {
			if utf8.RuneStart(start[len(start)-cut]) {
				start = start[:len(start)-cut]
				break
			}
		}
	}
	return utf8.Valid(start)
}

// unreadable returns the error of reading on; a broken compressed file is named so.
func (in *input) unreadable(err error) error {
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), strings.HasPrefix(err.Error(), "flate:"):
		return in.fault(0, 0, "the gzip file is damaged: %v", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return in.fault(0, 0, "the compressed file ends too early")
	}
	return unreadable(in.path, err)
}

func (in *input) fault(line, column int, format string, args ...any) error {
	return scenarios.Errors{place{in.path, line, column}.fault(format, args...)}
}
