package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Parts go to disk together. If the checksums of the second cannot appear, the first, whose checksums already have,
// is completed by Recover.
func TestChecksumsThatCannotAppearLoseNoOtherPart(t *testing.T) {
	m := study(4, 2, scenarios.CircuitsFinal)
	dir := t.TempDir()
	var parts []writtenPart
	for part := range 2 {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Discard()
		first, runs := m.Block(part)
		addAll(t, p, first, first+runs, func(run int64) *sim.Result { return like(run, 5) })
		if err := p.finish(); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, writtenPart{p.index, p.files})
	}
	// A folder with something in it stands where the second part's checksums go.
	if err := os.MkdirAll(filepath.Join(dir, "sums", "part-00001.sha256", "occupied"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := publish(dir, m.tables(), parts); err == nil {
		t.Fatal("checksums replaced a folder")
	}
	for _, w := range parts {
		for _, f := range w.files {
			f.discard()
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "sums", "part-00001.sha256")); err != nil {
		t.Fatal(err)
	}
	if err := Recover(dir, func(int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	for part, want := range []State{Complete, Missing} {
		if state, err := m.PartState(dir, part); state != want {
			t.Errorf("part %d: %v, %v", part, state, err)
		}
	}
}
