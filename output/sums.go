package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// sumsDir is the folder of the parts' checksums. To check them: cd sums && sha256sum -c *.sha256
const sumsDir = "sums"

// SumsPath returns the path of a part's checksums in a scenario's folder.
func SumsPath(dir string, part int) string {
	return filepath.Join(dir, sumsDir, fmt.Sprintf("part-%05d.sha256", part))
}

// sums holds the SHA-256 of a part's files, in the order in which they appear.
type sums []sum

type sum struct {
	table Table
	hex   string
}

func (s sums) of(t Table) string {
	for _, line := range s {
		if line.table == t {
			return line.hex
		}
	}
	return ""
}

func (s sums) text(part int) []byte {
	var text strings.Builder
	for _, line := range s {
		fmt.Fprintf(&text, "%s  ../%s/%s\n", line.hex, line.table, filepath.Base(PartPath("", line.table, part)))
	}
	return []byte(text.String())
}

// readSums reads the checksums of a part; the error is fs.ErrNotExist if there are none.
func readSums(dir string, part int) (sums, error) {
	name := SumsPath(dir, part)
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var s sums
	for line := range strings.Lines(string(text)) {
		digits, file, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		s = append(s, sum{Table(path.Base(path.Dir(file))), digits})
	}
	if string(s.text(part)) != string(text) || len(s) == 0 || s[len(s)-1].table != Runs {
		return nil, fmt.Errorf("%s: damaged", name)
	}
	return s, nil
}

const readAhead = 1 << 18 // bytes read at a time from whole files

func fileSum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{f}, make([]byte, readAhead)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// errDamaged says that a file has changed since it was written.
var errDamaged = errors.New("damaged: its SHA-256 is not the one noted")

// verify reads a file and compares it with its checksum.
func (s sums) verify(dir string, t Table, part int) error {
	name := PartPath(dir, t, part)
	is, err := fileSum(name)
	if err != nil {
		return err
	}
	if is != s.of(t) {
		return fmt.Errorf("%s: %w in %s", name, errDamaged, filepath.Base(SumsPath(dir, part)))
	}
	return nil
}
