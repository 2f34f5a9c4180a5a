package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
)

// pending is a file that is written under a temporary name in its folder, and renamed to path when it is complete.
type pending struct {
	file *os.File
	path string
	sum  hash.Hash // SHA-256 of what was written
	kept bool      // discard leaves it to Recover, which renames it
}

// asideMark is in the names of unfinished files, so that *.parquet does not match them.
const asideMark = ".unfinished-"

func newPending(path string) (*pending, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, blame(path, err)
	}
	name := fmt.Sprintf(".%s%s%016x", filepath.Base(path), asideMark, rand.Uint64())
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, blame(path, err)
	}
	return &pending{file: f, path: path, sum: sha256.New()}, nil
}

// Write appends to the unfinished file.
func (p *pending) Write(data []byte) (int, error) {
	n, err := p.file.Write(data)
	p.sum.Write(data[:n])
	if err != nil {
		return n, blame(p.path, err)
	}
	return n, nil
}

// finish syncs the content to disk and closes the file, still under its temporary name.
func (p *pending) finish() error {
	err := p.file.Sync()
	if closed := p.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return blame(p.path, err)
	}
	return nil
}

// write writes the whole content and finishes the file.
func (p *pending) write(data []byte) error {
	if _, err := p.Write(data); err != nil {
		return err
	}
	return p.finish()
}

// hex returns the SHA-256 of a finished file.
func (p *pending) hex() string { return hex.EncodeToString(p.sum.Sum(nil)) }

// appear renames a finished file to its path and syncs the folder.
func (p *pending) appear() error { return rename(p.file.Name(), p.path) }

func rename(aside, path string) error {
	if err := os.Rename(aside, path); err != nil {
		return blame(path, err)
	}
	return syncDir(filepath.Dir(path))
}

// appearFirst is appear, except that the error is fs.ErrExist if there is a file of that name.
func (p *pending) appearFirst() error {
	err := os.Link(p.file.Name(), p.path)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
		var claim *os.File
		if claim, err = os.OpenFile(p.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); err == nil {
			claim.Close()
			return p.appear()
		}
	}
	if err != nil {
		return blame(p.path, err)
	}
	return syncDir(filepath.Dir(p.path))
}

// discard removes an unfinished file.
func (p *pending) discard() {
	if p.kept {
		return
	}
	p.file.Close()
	os.Remove(p.file.Name())
}

// syncDir syncs a folder, so that renames in it survive a loss of power.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil {
		d.Close()
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return d.Close()
}

// WriteFile writes a file or replaces one. A reader sees the old content or the whole new one.
func WriteFile(path string, data []byte) error {
	p, err := newPending(path)
	if err != nil {
		return err
	}
	defer p.discard()
	if err := p.write(data); err != nil {
		return err
	}
	return p.appear()
}
