package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/google/go-cmp/cmp"
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

// A sweep into the working directory leaves a folder of the study's name.
func TestOpenPassesOverADirectory(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("grokking", 0o700); err != nil {
		t.Fatal(err)
	}
	s, _, err := Open("grokking", []string{"title=Mine"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "grokking" || s.Title != "Mine" {
		t.Errorf("opened %s: %s", s.Name, s.Title)
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
	mine := filepath.Join(dir, "mine")
	if err := os.WriteFile(mine+".yaml", []byte("name: mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(mine, nil); err == nil || !strings.HasSuffix(err.Error(), "no built-in scenario of that name, did you mean "+text.Line(mine+".yaml")+"?") {
		t.Error(err)
	}
	if _, _, err := Open(dir, nil); err == nil || err.Error() != dir+": is a directory, expected a scenario file" {
		t.Errorf("directory: %v", err)
	}
	for name, open := range map[string]func() (*Scenario, []Warning, error){
		"Open":  func() (*Scenario, []Warning, error) { return Open("", nil) },
		"Named": func() (*Scenario, []Warning, error) { return Named("") },
	} {
		want := `"": no name, expected a scenario file or the name of a built-in scenario`
		if _, _, err := open(); err == nil || err.Error() != want {
			t.Errorf("%s of nothing\n got %v\nwant %s", name, err, want)
		}
	}
}

func TestHugeFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.yaml")
	if err := os.WriteFile(path, []byte(small+strings.Repeat("#", MaxSize)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := Open(path, nil)
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
	for _, name := range []string{"mine", "2024", "true", "1e5", "a-b_c.d", strings.Repeat("a", 100)} {
		text, err := New(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, warnings, err := Parse("new.yaml", []byte(text), nil)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("New(%q): %v %v", name, warnings, err)
		}
		if s.Name != name {
			t.Errorf("New(%q) is named %q", name, s.Name)
		}
	}
}

// A scenario that is begun from another one is the same scenario, for whoever reads no comments. Every key that it has is
// explained.
func TestNewFromIsTheSame(t *testing.T) {
	for _, name := range List() {
		from, _, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := New("mine", from)
		if err != nil {
			t.Fatal(err)
		}
		s, warnings, err := Parse("mine.yaml", []byte(text), nil)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%s: %v %v\n%s", name, warnings, err, text)
		}
		if s.Name != "mine" {
			t.Errorf("%s: named %s", name, s.Name)
		}
		s.Name, s.Source, s.Text, s.places = from.Name, from.Source, from.Text, from.places
		if diff := cmp.Diff(from, s, cmp.AllowUnexported(Scenario{}, Task{}, Memorization{}, Generalization{}, notes{}, position{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for line := range strings.Lines(text) {
			if strings.HasPrefix(strings.TrimSpace(line), "#   ") && len([]rune(line)) > commentWidth+1 {
				t.Errorf("%s: long line %s", name, line)
			}
		}
		for _, words := range []string{"# N, the number of trainable parameters. Unit: parameters.\n", "# To choose: ", "# Left out, with what holds then:\n"} {
			if !strings.Contains(text, words) {
				t.Errorf("%s: no %q in\n%s", name, words, text)
			}
		}
	}
}

// Anchors and aliases are left as they are.
func TestNewFromKeepsAliases(t *testing.T) {
	source := strings.Replace(small, "memorization: {gain: 1, initial: 0.1}", "memorization: &m {gain: 1, initial: 0.1}", 1)
	source = strings.Replace(source, "sweep:", "  second: {classes: 3, items: 5, memorization: *m}\nsweep:", 1)
	from, _, err := Parse("alias.yaml", []byte(source), nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := New("mine", from)
	if err != nil {
		t.Fatal(err)
	}
	if s, _, err := Parse("mine.yaml", []byte(text), nil); err != nil || s.Tasks[1].Memorization.Gain != 1 {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestNewRefusesNames(t *testing.T) {
	for _, name := range []string{"", "bad name", "a/b", "-x", ".x", "é", "a\n", strings.Repeat("a", 101)} {
		if text, err := New(name, nil); err == nil || text != "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("New(%q): %v", name, err)
		}
	}
	_, err := New("bad name", nil)
	if want := `"bad name" is not a valid name, expected up to 100 letters, digits, dots, dashes and underscores, a letter or digit first`; err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}
