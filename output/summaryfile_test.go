package output

import (
	"os"
	"path/filepath"
	"testing"
)

// A summary is written once, is not touched while it says the same, and goes with the tables; a file of somebody else stays.
func TestSummaryFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, SummaryName)
	write := func(text string, want bool) os.FileInfo {
		t.Helper()
		if ours, err := WriteSummary(dir, text); ours != want || err != nil {
			t.Fatal(ours, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	first := write("24 runs\n", true)
	if again := write("24 runs\n", true); !os.SameFile(first, again) {
		t.Error("written anew")
	}
	write("48 runs\n", true)
	if text, err := os.ReadFile(path); err != nil || string(text) != summaryHead+"48 runs\n" {
		t.Errorf("%s %v", text, err)
	}
	if err := Clear(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("left behind", err)
	}
	const notes = "my notes\n"
	if err := os.WriteFile(path, []byte(notes), 0o644); err != nil {
		t.Fatal(err)
	}
	write("24 runs\n", false)
	if err := Clear(dir); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != notes {
		t.Errorf("%s %v", text, err)
	}
}
