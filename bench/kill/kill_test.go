package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// check finds runs that a faulty sweep loses, duplicates, repeats or changes, and
// files that it leaves. It finds nothing in a sound folder.
func TestFaultsAreFound(t *testing.T) {
	dir := t.TempDir()
	s, _, err := scenarios.Parse("killed.yaml", fmt.Appendf(nil, study, 2), []string{"training.steps=10"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sweep.Run(t.Context(), s, sweep.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	files, err := hashes(dir)
	if err != nil || len(files) < 7 {
		t.Fatal(files, err)
	}
	want := outcome{runs: 16, parts: 2, files: files}
	for _, c := range []struct {
		says  string
		spoil func(first, second string) error
	}{
		{"<nil>", func(_, _ string) error { return nil }},
		{"run 8 was finished and is lost", func(_, second string) error { return os.Remove(second) }},
		{"run 0 occurs twice", func(first, second string) error { return replace(first, second) }},
		{"part 1 was finished and was made again", func(_, second string) error { return replace(second, second) }},
		{"curves/part-00001.parquet differs", func(_, second string) error {
			return replace(second, strings.Replace(second, "runs", "curves", 1))
		}},
		{"part-00002.txt should not exist", func(_, second string) error {
			return replace(second, strings.Replace(second, "1.parquet", "2.txt", 1))
		}},
	} {
		t.Run(c.says, func(t *testing.T) {
			spoiled := t.TempDir()
			if err := os.CopyFS(spoiled, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			before, err := look(tables(spoiled), 16)
			if err != nil {
				t.Fatal(err)
			}
			part := func(i int) string { return output.PartPath(tables(spoiled), output.Runs, i) }
			if err := c.spoil(part(0), part(1)); err != nil {
				t.Fatal(err)
			}
			if err := want.check(spoiled, before); !strings.Contains(fmt.Sprint(err), filepath.FromSlash(c.says)) {
				t.Error(err)
			}
		})
	}
}

// replace puts a copy of a file in the place of another.
func replace(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to+".aside", data, 0o644); err != nil {
		return err
	}
	return os.Rename(to+".aside", to)
}
