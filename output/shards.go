package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const shardsName = ".shards"

// sharedOutError says that a folder's parts are divided among another number of shards.
type sharedOutError struct {
	Dir    string
	Shards int // of the folder
}

// Error names the folder and the number.
func (e *sharedOutError) Error() string {
	return fmt.Sprintf("%s is shared out to %d shards", e.Dir, e.Shards)
}

// SetShards notes in a scenario's folder, which it makes if needed, that its parts are divided among n shards, 1 or more.
// The first of several processes decides; those with another number get a *sharedOutError.
func SetShards(dir string, n int) error {
	there, err := Shards(dir)
	if err != nil {
		return err
	}
	if there == 0 {
		p, err := newPending(filepath.Join(dir, shardsName))
		if err != nil {
			return err
		}
		defer p.discard()
		if err := p.write([]byte(strconv.Itoa(n) + "\n")); err != nil {
			return err
		}
		if err := p.appearFirst(); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if there, err = Shards(dir); err != nil {
			return err
		}
	}
	if there != n {
		return &sharedOutError{dir, there}
	}
	return nil
}

// Shards returns the number of shards that a folder's parts are divided among; 0 if it has none.
func Shards(dir string) (int, error) {
	path := filepath.Join(dir, shardsName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%s: is %q, not a number of shards", path, text)
	}
	return n, nil
}
