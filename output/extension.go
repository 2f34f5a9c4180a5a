package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A study is extended in a folder within its own. That folder is a complete study in the end, whose
// files then take the place of the smaller study. Renaming the folder from extensionName to adoptedName
// decides: before, the smaller study stands as it was; after, Lock moves all files to their places.
const (
	extensionName = ".extension"
	adoptedName   = ".adopted"
)

// ExtensionDir is where the extension of the study in a scenario's folder is made.
func ExtensionDir(dir string) string { return filepath.Join(dir, extensionName) }

// Adopt puts the finished extension of a study in the place of the study. The folder must be locked
// whole. If it is interrupted, Lock completes it.
func Adopt(dir string) error {
	if err := rename(ExtensionDir(dir), filepath.Join(dir, adoptedName)); err != nil {
		return err
	}
	return completeAdoption(dir)
}

// adopting reports whether an extension is on its way into the place of a study.
func adopting(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, adoptedName))
	return err == nil
}

// completeAdoption moves the files of an adopted extension to their places. The manifest is removed first
// and appears last, so that no reader takes a mixture for a study.
func completeAdoption(dir string) error {
	from := filepath.Join(dir, adoptedName)
	if !adopting(dir) {
		return nil
	}
	m, err := ReadManifest(from)
	switch {
	case errors.Is(err, fs.ErrNotExist): // all files are in their places
		return os.RemoveAll(from)
	case err != nil:
		return err
	}
	if err := errors.Join(removeIfThere(manifestPath(dir), filepath.Join(dir, shardsName)), removeFindings(dir)); err != nil {
		return err
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	for _, t := range append([]Table{sumsDir}, m.tables()...) {
		if err := m.adoptTable(dir, from, t); err != nil {
			return err
		}
	}
	if err := rename(manifestPath(from), manifestPath(dir)); err != nil {
		return err
	}
	return os.RemoveAll(from)
}

// adoptTable moves the files of a table, or the checksums, and removes those of the smaller study.
func (m *Manifest) adoptTable(dir, from string, t Table) error {
	path := PartPath
	pattern := "part-*.parquet"
	if t == sumsDir {
		path = func(dir string, _ Table, part int) string { return SumsPath(dir, part) }
		pattern = "part-*.sha256"
	}
	there, err := numbered(filepath.Join(dir, string(t)), pattern)
	if err != nil {
		return err
	}
	planned := make(map[string]bool, m.Parts)
	for part := range m.Parts {
		planned[path(dir, t, part)] = true
	}
	for _, old := range there {
		if !planned[old] {
			if err := removeIfThere(old); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, string(t)), 0o755); err != nil {
		return err
	}
	for part := range m.Parts {
		err := os.Rename(path(from, t, part), path(dir, t, part))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // moved already
			return blame(path(dir, t, part), err)
		}
	}
	return syncDir(filepath.Join(dir, string(t)))
}

// removeIfThere removes files, as far as there are any.
func removeIfThere(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
