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

// node is a part of the JSON Schema of scenario files.
type node struct {
	Type             string
	Properties       map[string]*node
	Additional       json.RawMessage `json:"additionalProperties"`
	Items            *node
	AnyOf            []*node
	Const            string
	Enum             []string
	Required         []string
	Default          any
	Minimum          json.Number
	Maximum          json.Number
	ExclusiveMinimum json.Number
	ExclusiveMaximum json.Number
}

// span writes the bounds of a value as the tables do, "" where it is no number and no word.
func (n *node) span() string {
	switch {
	case len(n.AnyOf) > 0 && n.AnyOf[0].Const != "":
		return "`" + n.AnyOf[0].Const + "`, or " + n.AnyOf[1].span()
	case len(n.Enum) > 0:
		return "`" + strings.Join(n.Enum, "`, `") + "`"
	}
	var bounds []string
	for _, b := range []struct {
		word  string
		bound json.Number
	}{{"at least ", n.Minimum}, {"above ", n.ExclusiveMinimum}, {"at most ", n.Maximum}, {"below ", n.ExclusiveMaximum}} {
		if b.bound != "" {
			bounds = append(bounds, b.word+b.bound.String())
		}
	}
	if n.Minimum != "" && n.Maximum != "" {
		bounds = []string{n.Minimum.String() + " to " + n.Maximum.String()}
	}
	if n.Type == "integer" {
		bounds = slices.Insert(bounds, 0, "integer")
	}
	return strings.Join(bounds, ", ")
}

// Every key of the format has its row below the heading of its section, with its
// default and its bounds, and there are no other rows.
func TestScenarioPageHasEveryKey(t *testing.T) {
	text, err := scenarios.Schema()
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, "scenario.md")
	keys := 0
	check := func(path string, section *node) {
		heading := path
		if path == "" {
			heading = "Top level"
		}
		rows := map[string][]string{}
		for _, cells := range p.rows[heading] {
			if len(cells) != 5 {
				t.Fatalf("%s: a row of %d cells: %q", heading, len(cells), cells)
			}
			rows[cells[0]] = cells
		}
		if extra := len(rows) - 2 - len(section.Properties); extra > 0 { // less the header and its rule
			t.Errorf("%s: %d keys that there are not", heading, extra)
		}
		for key, n := range section.Properties {
			keys++
			cells, ok := rows["`"+key+"`"]
			if !ok {
				t.Errorf("%s: no %s", heading, key)
				continue
			}
			unset := cells[3]
			switch {
			case n.Default != nil && unset != fmt.Sprintf("`%v`", n.Default):
				t.Errorf("%s.%s: default is %s, not `%v`", path, key, unset, n.Default)
			case slices.Contains(section.Required, key) && unset != "required":
				t.Errorf("%s.%s: default is %s, but it is required", path, key, unset)
			case cells[1] == "" || cells[2] == "" || unset == "" || cells[4] == "":
				t.Errorf("%s.%s: an empty cell: %q", path, key, cells)
			}
			got, _, _ := strings.Cut(cells[4], ";")
			if want := n.span(); n.Type != "array" && !strings.HasPrefix(cells[4], want) || n.Type == "integer" && got != want {
				t.Errorf("%s.%s: range is %s, not %s", path, key, cells[4], want)
			}
		}
	}
	walk(t, "", decode(t, text), check)
	if keys < 70 {
		t.Errorf("only %d keys", keys)
	}
}

func decode(t *testing.T, text []byte) *node {
	t.Helper()
	n := new(node)
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(n); err != nil {
		t.Fatal(err)
	}
	return n
}

// walk visits every section of the schema.
func walk(t *testing.T, path string, n *node, visit func(string, *node)) {
	below := func(key string) string { return strings.TrimPrefix(path+"."+key, ".") }
	if len(n.Properties) > 0 {
		visit(path, n)
	}
	for key, child := range n.Properties {
		walk(t, below(key), child, visit)
	}
	if n.Items != nil {
		walk(t, path, n.Items, visit)
	}
	for _, one := range n.AnyOf {
		walk(t, path, one, visit)
	}
	if bytes.HasPrefix(n.Additional, []byte("{")) {
		walk(t, below("NAME"), decode(t, n.Additional), visit)
	}
}

// The examples load without a remark, the first one runs, and what its
// files and its manifest say about themselves is on the page of tables.
func TestScenarioPageExamples(t *testing.T) {
	p, tables := read(t, "scenario.md"), read(t, "tables.md")
	examples := p.fences("yaml")
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

// Links of the documentation and of the README lead to files and headings that there are.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(pages, filepath.Join("..", "README.md")) {
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
