package output

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// pending is a file that is written aside and appears under its path whole.
type pending struct {
	*os.File
	path string
}

// asideMark is in the names of unfinished files, which no *.parquet matches.
const asideMark = ".unfinished-"

func newPending(path string) (*pending, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	name := fmt.Sprintf(".%s%s%016x", filepath.Base(path), asideMark, rand.Uint64())
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	return &pending{f, path}, nil
}

// sync makes the content durable and closes the file, still aside.
func (p *pending) sync() error {
	if err := p.Sync(); err != nil {
		p.Close()
		return err
	}
	return p.Close()
}

// appear gives a synced file its name, durably.
func (p *pending) appear() error {
	if err := os.Rename(p.Name(), p.path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(p.path))
}

func (p *pending) discard() {
	p.Close()
	os.Remove(p.Name())
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
	if _, err := p.Write(data); err != nil {
		p.discard()
		return err
	}
	if err := p.sync(); err != nil {
		p.discard()
		return err
	}
	if err := p.appear(); err != nil {
		p.discard()
		return err
	}
	return nil
}

// removeUnfinished removes what killed writers left in a scenario's folder.
func removeUnfinished(dir string) error {
	for _, sub := range append([]Table{"."}, tables...) {
		entries, err := os.ReadDir(filepath.Join(dir, string(sub)))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".") && strings.Contains(e.Name(), asideMark) {
				if err := os.Remove(filepath.Join(dir, string(sub), e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
