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

// pending is a file that is written aside and appears under its path whole.
type pending struct {
	file *os.File
	path string
	sum  hash.Hash // SHA-256 of what was written
	kept bool      // stays aside until Recover gives it its name
}

// asideMark is in the names of unfinished files, which no *.parquet matches.
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

// Write appends to the file aside.
func (p *pending) Write(data []byte) (int, error) {
	n, err := p.file.Write(data)
	p.sum.Write(data[:n])
	if err != nil {
		return n, blame(p.path, err)
	}
	return n, nil
}

// finish makes the content durable and closes the file, still aside.
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

// write is the whole content at once.
func (p *pending) write(data []byte) error {
	if _, err := p.Write(data); err != nil {
		return err
	}
	return p.finish()
}

// hex is the SHA-256 of a finished file.
func (p *pending) hex() string { return hex.EncodeToString(p.sum.Sum(nil)) }

// appear gives a finished file its name, durably.
func (p *pending) appear() error { return rename(p.file.Name(), p.path) }

func rename(aside, path string) error {
	if err := os.Rename(aside, path); err != nil {
		return blame(path, err)
	}
	return syncDir(filepath.Dir(path))
}

// appearFirst gives a finished file its name where no file has it; otherwise the
// error is fs.ErrExist.
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

// discard removes what did not appear.
func (p *pending) discard() {
	if p.kept {
		return
	}
	p.file.Close()
	os.Remove(p.file.Name())
}

// syncDir makes renames in dir survive a loss of power.
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

// WriteFile writes a file that appears whole, replacing one of that name, or not at all.
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
