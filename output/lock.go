package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrLocked says that another process writes into the folder.
var ErrLocked = errors.New("another circsim writes into this folder")

// DirLock keeps other sweeps out of a scenario's folder. The system releases
// it when its process ends, however that happens, or when nothing refers to the
// lock any more: keep it until Unlock.
type DirLock struct {
	files []*os.File
}

// Lock takes the whole folder, which it makes where there is none, and sees to
// what killed writers left there (Recover). The error is ErrLocked where
// another process holds the folder or a shard of it.
func Lock(dir string) (*DirLock, error) {
	l, err := lock(dir, ".lock", true)
	if err != nil {
		return nil, err
	}
	err = Recover(dir, func(int) bool { return true })
	if err == nil {
		err = removeUnfinished(dir)
	}
	if err != nil {
		l.Unlock()
		return nil, err
	}
	return l, nil
}

// LockShard takes one of several shards that write different parts of the same
// plan into the folder at the same time. What killed writers left of its parts is
// seen to by Recover; an unfinished manifest may be another shard's, and stays until Lock
// takes the whole folder.
func LockShard(dir string, shard, shards int) (*DirLock, error) {
	whole, err := lock(dir, ".lock", false)
	if err != nil {
		return nil, err
	}
	own, err := lock(dir, fmt.Sprintf(".lock-%d-of-%d", shard, shards), true)
	if err != nil {
		whole.Unlock()
		return nil, err
	}
	return &DirLock{append(own.files, whole.files...)}, nil
}

func lock(dir, name string, exclusive bool) (*DirLock, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f, exclusive); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return &DirLock{[]*os.File{f}}, nil
}

// Unlock lets others in. The lock's files stay: removing them would let two
// processes hold locks of the same name.
func (l *DirLock) Unlock() error {
	var errs []error
	for _, f := range l.files {
		errs = append(errs, f.Close())
	}
	l.files = nil
	return errors.Join(errs...)
}
