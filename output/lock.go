package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// ErrLocked says that another process writes into the folder.
var ErrLocked = errors.New("another circsim writes into this folder")

// DirLock keeps other sweeps out of a scenario's folder. The system releases
// it when its process ends, however that happens, or when nothing refers to the
// lock any more: keep it until Unlock.
type DirLock struct {
	files []*os.File
	holds string // path of the note about the holder
}

// Lock takes the whole folder, which it makes where there is none, and sees to
// what killed writers left there (Adopt, Recover). The error is ErrLocked where
// another process holds the folder or a shard of it.
func Lock(dir string) (*DirLock, error) {
	l, err := lock(dir, wholeLock, true)
	if err != nil {
		return nil, err
	}
	if err := tidy(dir); err != nil {
		l.Unlock()
		return nil, err
	}
	return l, nil
}

// tidy completes what killed writers began to make appear, and removes what they left unfinished.
func tidy(dir string) error {
	if err := completeAdoption(dir); err != nil {
		return err
	}
	folders := []string{dir, ExtensionDir(dir)}
	for _, d := range folders {
		shards, err := shardDirs(d)
		if err != nil {
			return err
		}
		for _, s := range shards {
			folders = append(folders, s.Dir)
		}
	}
	for _, d := range folders {
		if err := Recover(d, func(int) bool { return true }); err != nil {
			return err
		}
		if err := removeUnfinished(d); err != nil {
			return err
		}
	}
	return nil
}

// LockShard takes one of several shards that write different parts of the same
// plan into the folder at the same time. What killed writers left of its parts is
// seen to by Recover; an unfinished manifest may be another shard's, and stays until Lock
// takes the whole folder.
func LockShard(dir string, shard, shards int) (*DirLock, error) {
	if adopting(dir) {
		l, err := Lock(dir)
		if err != nil {
			return nil, err
		}
		if err := l.Unlock(); err != nil {
			return nil, err
		}
	}
	whole, err := lock(dir, wholeLock, false)
	if err != nil {
		return nil, err
	}
	own, err := lock(dir, shardLock(shard, shards), true)
	if err != nil {
		whole.Unlock()
		return nil, err
	}
	return &DirLock{append(own.files, whole.files...), own.holds}, nil
}

// Names of the files that are locked.
const wholeLock = ".lock"

func shardLock(shard, shards int) string { return fmt.Sprintf("%s-%d-of-%d", wholeLock, shard, shards) }

// Holders locks for a moment what it looks at, so a lock is tried again.
const (
	lockTries = 5
	lockPause = 20 * time.Millisecond
)

func lock(dir, name string, exclusive bool) (*DirLock, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = lockFile(f, exclusive)
	for try := 1; try < lockTries && errors.Is(err, ErrLocked); try++ {
		time.Sleep(lockPause)
		err = lockFile(f, exclusive)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	l := &DirLock{files: []*os.File{f}}
	if exclusive {
		l.holds = f.Name() + holderSuffix
		noteHolder(l.holds)
	}
	return l, nil
}

// Unlock lets others in. The lock's files stay: removing them would let two
// processes hold locks of the same name.
func (l *DirLock) Unlock() error {
	errs := []error{removeIfThere(l.holds)}
	for _, f := range l.files {
		errs = append(errs, f.Close())
	}
	l.files = nil
	return errors.Join(errs...)
}
