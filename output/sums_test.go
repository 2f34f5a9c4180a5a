package output

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// The checksums are those of sha256sum.
func TestSHA256SumAgrees(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	writeAll(t, dir, study(5, 2, scenarios.CircuitsFinal), tenRows)
	check := func() error {
		c := exec.Command("sh", "-c", tool+" --check --strict *.sha256")
		c.Dir = filepath.Join(dir, sumsDir)
		return c.Run()
	}
	if err := check(); err != nil {
		t.Error(err)
	}
	flip(t, PartPath(dir, Circuits, 2))
	if check() == nil {
		t.Error("a flipped bit is not found")
	}
}
