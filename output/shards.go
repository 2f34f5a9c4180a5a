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

// sharedOutError says that a folder's parts are shared out to another number of shards.
type sharedOutError struct {
	Dir    string
	Shards int // that it is shared out to
}

// Error names the folder and the number.
func (e *sharedOutError) Error() string {
	return fmt.Sprintf("%s is shared out to %d shards", e.Dir, e.Shards)
}

// SetShards notes in a scenario's folder, which it makes where there is none, that its
// parts are shared out to n shards, 1 or more. Of several processes the first one decides; the
// error is a *sharedOutError for those with another number.
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

// Shards is the number of shards that a folder's parts are shared out to, 0 where
// they are not.
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
