package claims

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// texts has rows/NAME.md of every row.
//
//go:embed rows/*.md
var texts embed.FS

// load reads the rows of the folder rows, and sorts them by number. codes are their Go parts, by name. The error lists all that is wrong,
// as file:line:column.
func load(files fs.FS, codes map[string]code) ([]*Row, error) {
	names, err := fs.Glob(files, "rows/*.md")
	if err != nil {
		return nil, err
	}
	var parsers []*parser
	for _, file := range names {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(path.Base(file), ".md")
		p := &parser{file: file, row: &Row{Name: name, picture: codes[name].picture}, measures: codes[name].measures}
		p.read(string(text))
		parsers = append(parsers, p)
	}
	slices.SortStableFunc(parsers, func(a, b *parser) int { return a.row.number - b.row.number })
	var rows []*Row
	var wrong []error
	for i, p := range parsers {
		if i > 0 && p.row.number == rows[i-1].number {
			p.fault(1, 3, "number %d is that of %s too, expected another", p.row.number, rows[i-1].Name)
		}
		if len(p.row.Scenarios) > 0 {
			var err error
			if p.row.constants, err = p.row.freeConstants(); err != nil {
				p.fault(1, 3, "%v", err)
			}
		}
		rows, wrong = append(rows, p.row), append(wrong, p.wrong...)
	}
	for _, name := range slices.Sorted(maps.Keys(codes)) {
		if !slices.Contains(names, "rows/"+name+".md") {
			wrong = append(wrong, fmt.Errorf("rows/%s.md: missing, expected the texts of the phenomenon", name))
		}
	}
	return rows, errors.Join(wrong...)
}

// parser makes a row from its Markdown file and its measures in Go.
type parser struct {
	file     string
	row      *Row
	measures map[string]measure
	wrong    []error
}

func (p *parser) fault(line, column int, format string, a ...any) {
	p.wrong = append(p.wrong, fmt.Errorf("%s:%d:%d: %s", p.file, line, column, fmt.Sprintf(format, a...)))
}

func (p *parser) read(text string) {
	for _, s := range sections(text) {
		switch {
		case s.level == 1:
			p.head(&s)
		case s.level == 3:
			p.claim(&s)
		case s.title == "What produces it":
			p.row.mechanism = s.prose
		case s.title == "How far to trust it":
			p.row.trust = s.prose
		case s.title != "Claims":
			p.fault(s.line, 1, "section %q, expected What produces it, How far to trust it or Claims", s.title)
		}
	}
	if r := p.row; r.Title == "" || len(r.Scenarios) == 0 || r.mechanism == "" || r.trust == "" || len(r.claims) == 0 || r.picture == nil {
		p.fault(1, 1, "incomplete, expected a title, scenarios, what produces it, how far to trust it, claims, and a picture in Go")
	}
	for _, name := range slices.Sorted(maps.Keys(p.measures)) {
		if !slices.ContainsFunc(p.row.claims, func(c Claim) bool { return c.Name == name }) {
			p.fault(1, 1, "measure %q in Go has no claim", name)
		}
	}
}

var title = text.Pattern(`^([1-9][0-9]*)\. (.+)$`)

func (p *parser) head(s *section) {
	words := title().FindStringSubmatch(s.title)
	if words == nil {
		p.fault(s.line, 3, "%q, expected a number, a full stop and the title", s.title)
		return
	}
	p.row.number, _ = strconv.Atoi(words[1])
	p.row.Title = words[2]
	for _, f := range s.fields {
		switch f.key {
		case "scenarios":
			p.row.Scenarios = strings.Split(f.value, ", ")
		case "published constants":
			p.row.published = strings.Split(f.value, ", ")
			for _, name := range p.row.published {
				if !slices.Contains(p.row.Scenarios, name) {
					p.fault(f.line, f.column(), "constants of %q, expected a scenario of the row: %s", name, strings.Join(p.row.Scenarios, ", "))
				}
			}
		default:
			p.fault(f.line, 3, "key %q, expected scenarios or published constants", f.key)
		}
	}
}
