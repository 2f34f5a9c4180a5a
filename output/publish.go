package output

import (
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// writtenPart is a part whose files are written to their ends, under temporary names.
type writtenPart struct {
	part  int
	files []*pending // by table, in the order in which they appear
}

// publish replaces the files of parts of a folder by written ones, runs last. Until the checksums of a part appear the old
// part stays as it was; after that Recover completes the new one. Parts go through this together, so that they wait for
// the disk together. If one cannot be brought to disk, those before it, whose number is returned, appear all the same.
func publish(dir string, tables []Table, parts []writtenPart) (appeared int, err error) {
	var noted []*pending
	defer func() {
		for _, n := range noted {
			n.discard()
		}
	}()
	for _, w := range parts {
		n, wrong := w.note(dir, tables)
		if wrong != nil {
			err = wrong
			break
		}
		noted = append(noted, n)
	}
	whole, wrong := toDisk(parts[:len(noted)], noted)
	if wrong != nil {
		err = wrong
	}
	if whole == 0 {
		return 0, err
	}
	if wrong := replace(tables, parts[:whole], noted[:whole]); wrong != nil {
		return 0, wrong
	}
	return whole, err
}

// replace puts the finished files of parts in their places.
func replace(tables []Table, parts []writtenPart, noted []*pending) error {
	// Some checksums may have appeared where others could not: what they are of is kept for Recover.
	for _, w := range parts {
		for _, f := range w.files {
			f.kept = true
		}
	}
	if err := appearTogether(noted); err != nil {
		return err
	}
	for _, w := range parts {
		runs := w.files[len(w.files)-1].path
		if err := os.Remove(runs); err != nil && !os.IsNotExist(err) {
			return blame(runs, err) // an old runs file would make new curves look complete
		}
	}
	for i := range tables {
		files := make([]*pending, len(parts))
		for j, w := range parts {
			files[j] = w.files[i]
		}
		if err := appearTogether(files); err != nil {
			return err
		}
	}
	return nil
}

// note writes the part's checksums.
func (w writtenPart) note(dir string, tables []Table) (*pending, error) {
	var s sums
	for i, f := range w.files {
		s = append(s, sum{tables[i], f.hex()})
	}
	noted, err := newPending(SumsPath(dir, w.part))
	if err != nil {
		return nil, err
	}
	if _, err := noted.Write(s.text(w.part)); err != nil {
		noted.discard()
		return nil, err
	}
	return noted, nil
}

// syncsAtOnce is the number of files that are synced at the same time: a disk that is asked for several is hardly slower.
const syncsAtOnce = 16

// toDisk syncs the files of parts and their checksums. It returns the number of parts before the first that fails.
func toDisk(parts []writtenPart, noted []*pending) (whole int, err error) {
	failed := make([][]error, len(parts))
	var all errgroup.Group
	all.SetLimit(syncsAtOnce)
	for i, w := range parts {
		files := append([]*pending{noted[i]}, w.files...)
		failed[i] = make([]error, len(files))
		for j, f := range files {
			all.Go(func() error {
				failed[i][j] = f.finish()
				return nil
			})
		}
	}
	all.Wait()
	for i := range parts {
		for _, err := range failed[i] {
			if err != nil {
				return i, err
			}
		}
	}
	return len(parts), nil
}

// appearTogether renames finished files of one folder to their paths and syncs the folder.
func appearTogether(files []*pending) error {
	for _, f := range files {
		if err := os.Rename(f.file.Name(), f.path); err != nil {
			return blame(f.path, err)
		}
	}
	return syncDir(filepath.Dir(files[0].path))
}
