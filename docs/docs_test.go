// Package docs_test holds the documentation to the program.
package docs_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/parquet-go/parquet-go"
)

// page is a Markdown file: its text, and the tables below each heading, row by row.
type page struct {
	text string
	rows map[string][][]string
}

func read(t *testing.T, name string) page {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p := page{text: string(text), rows: map[string][][]string{}}
	heading, fenced := "", false
	for line := range strings.Lines(p.text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case fenced:
		case strings.HasPrefix(line, "#"):
			heading = strings.ReplaceAll(strings.TrimLeft(line, "# "), "`", "")
		case strings.HasPrefix(line, "|"):
			var cells []string
			for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
				cells = append(cells, strings.TrimSpace(cell))
			}
			p.rows[heading] = append(p.rows[heading], cells)
		}
	}
	return p
}

// names says whether the page names a word as code.
func (p page) names(word string) bool { return strings.Contains(p.text, "`"+word+"`") }

// fences are the fenced blocks of a language.
func (p page) fences(language string) []string {
	var blocks []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(p.text, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// The examples load without a remark, the first one runs, and what its
// files and its manifest say about themselves is on the page of tables.
func TestScenarioPageExamples(t *testing.T) {
	examples, tables := read(t, "scenario.md").fences("yaml"), read(t, "tables.md")
	if len(examples) < 2 {
		t.Fatalf("%d examples", len(examples))
	}
	for i, text := range examples {
		if _, warnings, err := scenarios.Parse(fmt.Sprintf("example %d", i+1), []byte(text), nil); err != nil || len(warnings) > 0 {
			t.Errorf("%v %v", err, warnings)
		}
	}
	s, _, err := scenarios.Parse("example", []byte(examples[0]), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Runs(); n != 24 || err != nil {
		t.Errorf("%d runs: %v", n, err)
	}
	if s, _, err = scenarios.Parse("example", []byte(examples[0]), []string{"sweep.axes=[]", "sweep.seeds=1"}); err != nil {
		t.Fatal(err)
	}
	done, err := sweep.Run(t.Context(), s, sweep.Options{Dir: t.TempDir(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range append(manifestKeys(t, done.Dir), metadataKeys(t, done.Dir)...) {
		if !tables.names(key) {
			t.Errorf("no %s", key)
		}
	}
}

// The designs on the page of sweeps load, in place of the grid of a scenario of the library.
func TestSweepsPageExamples(t *testing.T) {
	examples := read(t, "sweeps.md").fences("yaml")
	if len(examples) < 3 {
		t.Errorf("%d examples", len(examples))
	}
	named, _, err := scenarios.Named("grokking")
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(named.Text, "sweep:\n")
	_, after, _ = strings.Cut(after, "\nrecord:")
	for _, sweeps := range examples {
		s, _, err := scenarios.Parse("example", []byte(before+sweeps+"\nrecord:"+after), nil)
		if err != nil {
			t.Errorf("%v\n%s", err, sweeps)
			continue
		}
		if _, err := sweep.NewPlan(s); err != nil {
			t.Error(err)
		}
	}
}

func manifestKeys(t *testing.T, dir string) (keys []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, output.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]any{}
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	for key := range members {
		keys = append(keys, key)
	}
	return keys
}

func metadataKeys(t *testing.T, dir string) (keys []string) {
	t.Helper()
	text, err := os.ReadFile(output.PartPath(dir, output.Runs, 0))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range file.Metadata().KeyValueMetadata {
		keys = append(keys, m.Key)
	}
	return keys
}

// Links of the documentation lead to files and headings that there are.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, above := range []string{"README.md", "CONTRIBUTING.md", "scenarios/README.md"} {
		pages = append(pages, filepath.Join("..", above))
	}
	for _, name := range pages {
		p := read(t, name)
		for _, m := range link.FindAllStringSubmatch(p.text, -1) {
			path, heading, _ := strings.Cut(m[1], "#")
			if strings.Contains(path, "://") {
				continue
			}
			target := p
			if path != "" {
				path = filepath.Join(filepath.Dir(name), path)
				if _, err := os.Stat(path); err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				if strings.HasSuffix(path, ".md") {
					target = read(t, path)
				}
			}
			if heading != "" && !slices.Contains(anchors(target.text), heading) {
				t.Errorf("%s: no heading for %s", name, m[1])
			}
		}
	}
}

// The README's Go is the example that is run, and its score is that of the pages of phenomena.
func TestREADME(t *testing.T) {
	p := read(t, filepath.Join("..", "README.md"))
	example, err := os.ReadFile(filepath.Join("..", "example_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := p.fences("go")
	if len(blocks) != 1 {
		t.Fatalf("%d blocks of Go", len(blocks))
	}
	if code := strings.ReplaceAll("\n"+strings.TrimSpace(blocks[0]), "\n", "\n\t"); !strings.Contains(string(example), code) {
		t.Errorf("example_test.go does not run%s", code)
	}
	score := regexp.MustCompile(`\d+ of \d+ predictions are met`).FindString(p.text)
	if board := read(t, filepath.Join("phenomena", "README.md")); score == "" || !strings.Contains(board.text, score) {
		t.Errorf("the README says %q", score)
	}
}

// The index leads to every page.
func TestIndex(t *testing.T) {
	index := read(t, "README.md").text
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		if name != "README.md" && !strings.Contains(index, "]("+name) {
			t.Errorf("docs/README.md does not lead to %s", name)
		}
	}
}

// anchors are the names that headings get.
func anchors(text string) (list []string) {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-', r == '_', r >= 'a' && r <= 'z', r >= '0' && r <= '9':
				return r
			}
			return -1
		}, strings.ToLower(m[1]))
		list = append(list, name)
	}
	return list
}
