package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// hashes returns the SHA-256 of every file below a folder, except hidden ones, by
// path.
func hashes(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), "."); {
		case err == nil && d.IsDir() && hidden:
			return fs.SkipDir
		case err != nil || d.IsDir() || hidden:
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	return files, err
}

// difference names the files that are missing, that differ, and that should not
// exist. It is nil if there are none.
func difference(want, got map[string]string) error {
	all := maps.Clone(want)
	maps.Copy(all, got)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch {
		case got[name] == "":
			lines = append(lines, name+" is missing")
		case want[name] == "":
			lines = append(lines, name+" should not exist")
		case got[name] != want[name]:
			lines = append(lines, name+" differs")
		}
	}
	if len(lines) > 0 {
		return fmt.Errorf("%d files differ from those of the undisturbed sweep:\n%s", len(lines), strings.Join(lines, "\n"))
	}
	return nil
}
