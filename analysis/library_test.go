package analysis

import (
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// sweptStudy sweeps a scenario of the library, with settings made on top, and gives its folder.
func sweptStudy(t *testing.T, name string, sets ...string) string {
	t.Helper()
	s, _, err := scenarios.Open(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := sweep.Run(t.Context(), s, sweep.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, s.Name)
}
