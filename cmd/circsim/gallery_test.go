package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "draw the pictures of the gallery anew")

// picture is an image of a page, in a folder beside it.
var picture = regexp.MustCompile(`^!\[[^\]]+\]\(([^)]+)\)`)

// The commands of the gallery make its pictures, to the byte.
func TestGallery(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell to run them with")
	}
	page, dir := pageText(t, "docs/gallery.md"), t.TempDir()
	for _, m := range input.FindAllStringSubmatch(page, -1) {
		if err := os.WriteFile(filepath.Join(dir, m[1]), []byte(m[2]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pictures, ran := 0, map[string]bool{}
	for line := range strings.Lines(page) {
		if m := picture.FindStringSubmatch(line); m != nil {
			pictures++
			drawn, err := os.ReadFile(filepath.Join(dir, filepath.Base(m[1])))
			if err != nil {
				t.Errorf("no command makes %s: %v", m[1], err)
				continue
			}
			current(t, filepath.Join("..", "..", "docs", m[1]), drawn)
		}
		for _, command := range shown(line) {
			if ran[command] {
				continue
			}
			ran[command] = true
			cmd := exec.Command(shell, "-c", command)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", command, err, out)
			}
		}
	}
	there, err := filepath.Glob(filepath.Join("..", "..", "docs", "gallery", "*"))
	if err != nil || len(there) != pictures || pictures == 0 {
		t.Errorf("%d files in docs/gallery, expected the %d pictures of the page: %v", len(there), pictures, err)
	}
}

// current says whether a file has the bytes that it should have, or writes it.
func current(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	there, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	if !bytes.Equal(there, want) {
		t.Errorf("%s is not current (go test ./cmd/circsim -run Gallery -update)", path)
	}
}
