package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuiltInScenariosLoadWithoutWarnings(t *testing.T) {
	names := List()
	if len(names) == 0 {
		t.Fatal("no built-in scenario")
	}
	for _, name := range names {
		s, warnings, err := Named(name)
		if err != nil {
			t.Errorf("%s", err)
			continue
		}
		for _, w := range warnings {
			t.Errorf("warning: %s", w)
		}
		if s.Name != name {
			t.Errorf("%s.yaml is named %s", name, s.Name)
		}
	}
}

func TestOpenPrefersTheFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("grokking", []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	s, _, err := Open("grokking", nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "small" || s.Source != "grokking" || s.Text != small {
		t.Errorf("opened %s from %s", s.Name, s.Source)
	}
	if s, _, err = Named("grokking"); err != nil || s.Name != "grokking" {
		t.Errorf("built-in: %v, %v", s, err)
	}
}

func TestOpenNamesWhatIsNotThere(t *testing.T) {
	for name, want := range map[string]string{
		"groking":            "groking: no such file, and no built-in scenario of that name, did you mean grokking?",
		"there/groking.yaml": "there/groking.yaml: no such file, and no built-in scenario of that name, did you mean grokking?",
	} {
		if _, _, err := Open(name, nil); err == nil || err.Error() != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
	dir := t.TempDir()
	if _, _, err := Open(dir, nil); err == nil || err.Error() != dir+": is a directory, expected a scenario file" {
		t.Errorf("directory: %v", err)
	}
	missing := filepath.Join(dir, "x.yaml")
	if _, _, err := Load(missing); err == nil || err.Error() != missing+": no such file or directory, expected a scenario file" {
		t.Errorf("missing: %v", err)
	}
}

func TestHugeFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.yaml")
	if err := os.WriteFile(path, []byte(small+strings.Repeat("#", MaxSize)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := Load(path)
	if want := path + ": larger than 1048576 bytes, expected a scenario file"; err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}

func TestAllFaultsAreReportedInOrder(t *testing.T) {
	text := strings.NewReplacer("params: 1000", "params: 0", "steps: 100", "steps: x", "seeds: 2", "seed: 2").Replace(small)
	_, _, err := Parse("bad.yaml", []byte(text), []string{"record.points=1"})
	want := strings.Join([]string{
		"bad.yaml:3:11: model.params is 0, expected an integer from 1 to 1e15",
		"bad.yaml:5:10: training.steps is x, expected an integer from 1 to 1e12",
		`bad.yaml:16:3: unknown key "seed" in sweep, did you mean seeds?`,
		"--set record.points=1: record.points is 1, expected an integer from 2 to 100000",
	}, "\n")
	if err == nil || err.Error() != want {
		t.Fatalf("\n got %v\nwant %s", err, want)
	}
	var faults Errors
	if !errors.As(err, &faults) || len(faults) != 4 || faults[0].Line != 3 || faults[0].Column != 11 || faults[0].File != "bad.yaml" {
		t.Errorf("faults %+v", faults)
	}
}

func TestSharesThatDoNotAddUp(t *testing.T) {
	text := edited(t, "    classes: 10", "    share: 0.9\n    classes: 10")
	s, warnings, err := Parse("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(warnings) != 1 || warnings[0].String() != "x.yaml:6:1: shares add up to 0.9; they are normalized" {
		t.Errorf("warnings %v", warnings)
	}
	if s.Tasks[0].Share != 0.9 {
		t.Errorf("share %v", s.Tasks[0].Share)
	}
	if got := s.Fault("tasks.first.share", "odd").Error(); got != "x.yaml:8:12: odd" {
		t.Errorf("fault at %s", got)
	}
	if got := s.Fault("tasks.first.options", "odd").Error(); got != "x.yaml:7:3: odd" {
		t.Errorf("fault of an absent key at %s", got)
	}
}

func TestNewIsValid(t *testing.T) {
	for name, want := range map[string]string{
		"mine": "mine", "2024": "2024", "true": "true", "": "x", "a b/c": "a-b-c", "-x": "x-x", "é": "x-",
		strings.Repeat("a", 200): strings.Repeat("a", 100),
	} {
		s, warnings, err := Parse("new.yaml", []byte(New(name)), nil)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("New(%q): %v %v", name, warnings, err)
		}
		if s.Name != want {
			t.Errorf("New(%q) is named %q, not %q", name, s.Name, want)
		}
	}
}
