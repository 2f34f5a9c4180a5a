package scenarios

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated pages anew")

const keysIntro = `<!-- Generated from the tags of scenarios/spec.go: go test ./scenarios -run Pages -update -->

# Keys of a scenario file

Which keys may stand in a file, what they mean, and what holds where one is left out. How a file is written and read is
in [scenario.md](scenario.md), what each design of a sweep does in [sweeps.md](sweeps.md). Section numbers are those
of [model.md](model.md).

*Required* keys have no default. Units: a *logit* measures the strength of a circuit, a *step* is an optimizer step,
*items* are training examples; — is a pure number or a word.
`

// page writes the tables of all keys, section by section.
func (s *shape) page(b *strings.Builder, path string) {
	heading := "`" + path + "`"
	if path == "" {
		heading = "Top level"
	}
	fmt.Fprintf(b, "\n## %s\n\n| key | meaning | unit | default | range |\n|---|---|---|---|---|\n", heading)
	for i := range s.fields {
		f := &s.fields[i]
		key := "`" + f.key + "`"
		if _, below := f.shape.section(join(path, f.key)); below != "" {
			key = fmt.Sprintf("[%s](#%s)", key, strings.ToLower(strings.ReplaceAll(below, ".", "")))
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", key, f.meaning(), orDash(f.tag.Get("unit")), f.unwritten(s), f.shape.span())
	}
	for _, f := range s.fields {
		if section, below := f.shape.section(join(path, f.key)); below != "" {
			section.page(b, below)
		}
	}
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

// same holds a generated page to the file, or writes it with -update.
func same(t *testing.T, path, page string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != page {
		t.Errorf("%s is not what the program says; run go test ./scenarios -run Pages -update", path)
	}
}

func TestPagesOfKeys(t *testing.T) {
	var b strings.Builder
	b.WriteString(keysIntro)
	root.page(&b, "")
	same(t, filepath.Join("..", "docs", "keys.md"), b.String())
}
