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

// section is the record that a key leads to, and its path; "" where the key leads to none.
func (s *shape) section(path string) (*shape, string) {
	switch {
	case s.kind == record:
		return s, path
	case s.kind == axes:
		return axisShape, path
	case s.kind == named && s.elem.kind == record:
		return s.elem, path + ".NAME"
	case s.elem != nil && s.elem.kind == record:
		return s.elem, path
	}
	return nil, ""
}

// span writes what the shape takes as the column of ranges does.
func (s *shape) span() string {
	what := map[shapeKind]string{
		integer: "integer", number: "number", textual: "text", record: "mapping", list: "list of ", oneOrMany: "mapping, or list of mappings",
		named: "mapping of names to ", assignments: "mapping of paths to values", axes: "list of mappings", anything: "as the key",
	}[s.kind]
	bounds := strings.NewReplacer(" from ", "", " of at least", "at least", " above", "above", " and ", ", ", " at most", "at most").Replace(s.bounds())
	switch {
	case s.form != nil:
		what = s.form.expected
	case len(s.enum) > 0:
		what = "`" + strings.Join(s.enum, "`, `") + "`"
	case s.kind == number && bounds != "":
		what = bounds
	case s.kind == integer && bounds != "":
		what += ", " + bounds
	case s.kind == named && s.elem.kind == record:
		what += "mappings"
	case s.kind == named:
		what += "numbers " + s.elem.span()
	case s.kind == list:
		if s.most > 0 {
			what += fmt.Sprintf("%d to %d ", s.least, s.most)
		}
		what += s.elem.span() + "s"
	}
	if s.word != "" {
		what = "`" + s.word + "`, or " + what
	}
	return what
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
