package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func TestStray(t *testing.T) {
	dir := t.TempDir()
	if path, err := Stray(filepath.Join(dir, "none")); path != "" || err != nil {
		t.Errorf("no folder: %q, %v", path, err)
	}
	writeAll(t, dir, study(3, 1, scenarios.CircuitsFinal), func(run int64) *sim.Result { return like(run, 3) })
	if path, err := Stray(dir); path != "" || err != nil {
		t.Errorf("own parts: %q, %v", path, err)
	}
	manifest := filepath.Join(dir, ManifestName)
	for text, want := range map[string]string{
		`{"format": 1, "plan_hash": "0123"}`:           "", // an older circsim's
		`{"name": "app", "version": 2, "format": "x"}`: manifest,
		`{}`: manifest,
	} {
		if err := os.WriteFile(manifest, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := Stray(dir); got != want || err != nil {
			t.Errorf("manifest %s: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "mine\n", "{\n  \"format\": 2,\n  \"scena"} {
		if err := os.WriteFile(manifest, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedManifestError
		if _, err := Stray(dir); !errors.As(err, &damaged) || damaged.Path != manifest {
			t.Errorf("manifest %q beside parts: %v", text, err)
		}
		alone := filepath.Join(t.TempDir(), ManifestName)
		if err := os.Rename(manifest, alone); err != nil {
			t.Fatal(err)
		}
		path, err := Stray(filepath.Dir(alone))
		if begun := strings.HasPrefix(text, "{"); errors.As(err, &damaged) != begun || (path == alone) == begun {
			t.Errorf("manifest %q alone: %q, %v", text, path, err)
		}
	}
	for _, path := range []string{SumsPath(dir, 1), filepath.Join(dir, sumsDir, "part-mine.sha256")} {
		was, _ := os.ReadFile(path)
		if err := os.WriteFile(path, []byte("mine\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := Stray(dir); got != path || err != nil {
			t.Errorf("checksums %s: %q, %v", path, got, err)
		}
		if os.Remove(path); was != nil {
			os.WriteFile(path, was, 0o644)
		}
	}
	for name, write := range map[string]func(path string) error{
		"no Parquet": func(path string) error { return os.WriteFile(path, []byte("mine"), 0o644) },
		"Parquet of another program": func(path string) error {
			return parquet.WriteFile(path, []struct{ A int64 }{{1}})
		},
	} {
		path := PartPath(dir, Curves, 1)
		if err := write(path); err != nil {
			t.Fatal(err)
		}
		if got, err := Stray(dir); got != path || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
