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
	sums, runs := SumsPath(dir, 1), PartPath(dir, Curves, 1)
	for _, c := range []struct {
		name, path string
		alone      bool // without the other files of its part
		write      func(path string) error
		stray      bool
	}{
		{"checksums of others", filepath.Join(dir, sumsDir, "part-mine.sha256"), false, ofText("mine\n"), true},
		{"text for checksums", sums, true, ofText("mine\n"), true},
		{"damaged checksums", sums, false, ofText("mine\n"), false},
		{"text for a part", runs, true, ofText("mine"), true},
		{"a part that begins with other bytes", runs, false, ofText("mine"), false},
		{"a part cut off", runs, false, cut(100), false},
		{"a part cut off, alone", runs, true, cut(100), false},
		{"an empty part", runs, false, cut(0), false},
		{"an empty part, alone", runs, true, cut(0), false},
		{"Parquet of another program", runs, false, func(path string) error {
			return parquet.WriteFile(path, []struct{ A int64 }{{1}})
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			writeAll(t, dir, study(3, 1, scenarios.CircuitsFinal), func(run int64) *sim.Result { return like(run, 3) })
			path := filepath.Join(dir, strings.TrimPrefix(c.path, filepath.Dir(filepath.Dir(c.path))))
			if err := c.write(path); err != nil {
				t.Fatal(err)
			}
			for _, other := range []string{SumsPath(dir, 1), PartPath(dir, Runs, 1), PartPath(dir, Curves, 1), PartPath(dir, Circuits, 1)} {
				if c.alone && other != path {
					os.Remove(other)
				}
			}
			want := ""
			if c.stray {
				want = path
			}
			os.Remove(filepath.Join(dir, ManifestName))
			if got, err := Stray(dir); got != want || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func ofText(is string) func(path string) error {
	return func(path string) error { return os.WriteFile(path, []byte(is), 0o644) }
}

func cut(size int64) func(path string) error {
	return func(path string) error { return os.Truncate(path, size) }
}
