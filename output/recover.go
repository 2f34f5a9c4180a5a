package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Recover completes the parts whose writer was killed while they appeared, and removes what
// killed writers left unfinished, of those parts of a scenario's folder for which mine is true.
// They must be locked. Lock has done so for all parts.
func Recover(dir string, mine func(part int) bool) error {
	aside := map[int][]string{} // paths by part
	for _, sub := range append([]Table{sumsDir}, tables...) {
		paths, err := unfinished(filepath.Join(dir, string(sub)))
		if err != nil {
			return err
		}
		for _, path := range paths {
			var part int
			if _, err := fmt.Sscanf(filepath.Base(path), ".part-%d.", &part); err == nil && mine(part) {
				aside[part] = append(aside[part], path)
			}
		}
	}
	for _, part := range slices.Sorted(maps.Keys(aside)) {
		if err := complete(dir, part, aside[part]); err != nil {
			return err
		}
		for _, path := range aside[part] {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// complete goes on where publish was killed, if it was: the checksums have appeared, and every
// file that does not agree with them has one aside that does.
func complete(dir string, part int, aside []string) error {
	noted, err := readSums(dir, part)
	if err != nil {
		return nil // there is nothing to agree with
	}
	from := make([]string, len(noted)) // by line; "" is in its place
	for i, line := range noted {
		place := PartPath(dir, line.table, part)
		if noted.verify(dir, line.table, part) == nil {
			continue
		}
		at := slices.IndexFunc(aside, func(path string) bool {
			is, err := fileSum(path)
			return err == nil && is == line.hex && filepath.Dir(path) == filepath.Dir(place)
		})
		if at < 0 {
			return nil
		}
		from[i] = aside[at]
	}
	if last := len(noted) - 1; from[last] != "" {
		runs := PartPath(dir, Runs, part)
		if err := os.Remove(runs); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(runs, err)
		}
	}
	for i, line := range noted {
		if from[i] == "" {
			continue
		}
		if err := rename(from[i], PartPath(dir, line.table, part)); err != nil {
			return err
		}
	}
	return nil
}

// unfinished are the paths of the files that stand aside in a folder.
func unfinished(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") && strings.Contains(e.Name(), asideMark) {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	return paths, nil
}

// removeUnfinished removes what killed writers left in a scenario's folder.
func removeUnfinished(dir string) error {
	for _, sub := range append([]Table{".", sumsDir}, tables...) {
		paths, err := unfinished(filepath.Join(dir, string(sub)))
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}
