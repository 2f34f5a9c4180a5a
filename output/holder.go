package output

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Holder is a process that writes into a scenario's folder.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
	Shard string    `json:"shard"` // I/N; empty: the whole folder
}

// holderSuffix is what the name of a lock's file is followed by in the name of the note about its holder.
const holderSuffix = ".holder"

// noteHolder writes down who holds a lock. Nothing but Holders reads it, so that a note which cannot be
// written is left out.
func noteHolder(path string) {
	host, _ := os.Hostname()
	note, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: time.Now().UTC().Truncate(time.Second)})
	if err == nil {
		_ = os.WriteFile(path, append(note, '\n'), 0o644)
	}
}

// Holders are the processes that write into a scenario's folder, in the order of their locks' names. It
// changes nothing there. Where the system has no locks, it finds none.
func Holders(dir string) ([]Holder, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []Holder
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if !strings.HasPrefix(e.Name(), wholeLock) || strings.HasSuffix(path, holderSuffix) || !isLocked(path) {
			continue
		}
		var h Holder
		if note, err := os.ReadFile(path + holderSuffix); err == nil {
			_ = json.Unmarshal(note, &h) // a note that is being written names nobody yet
		}
		if shard, of, found := strings.Cut(strings.TrimPrefix(filepath.Base(path), wholeLock+"-"), "-of-"); found {
			h.Shard = shard + "/" + of
		}
		all = append(all, h)
	}
	return all, nil
}

// isLocked reports whether a process holds the lock of a file exclusively.
func isLocked(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(lockFile(f, false), ErrLocked)
}
