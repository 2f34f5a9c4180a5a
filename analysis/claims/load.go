package claims

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// texts has one Markdown file a row, named as the row.
//
//go:embed rows/*.md
var texts embed.FS

// load reads the rows of a folder rows, by number. The error lists all that is wrong, as file:line:column.
func load(files fs.FS, programs map[string]program) ([]*Row, error) {
	names, err := fs.Glob(files, "rows/*.md")
	if err != nil {
		return nil, err
	}
	var rows []*Row
	var wrong []error
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		row := strings.TrimSuffix(path.Base(name), ".md")
		p := &parser{file: name, row: &Row{Name: row, Picture: programs[row].picture}, measures: programs[row].measures}
		p.read(string(text))
		rows, wrong = append(rows, p.row), append(wrong, p.wrong...)
	}
	for _, name := range slices.Sorted(maps.Keys(programs)) {
		if !slices.ContainsFunc(rows, func(r *Row) bool { return r.Name == name }) {
			wrong = append(wrong, fmt.Errorf("rows/%s.md: missing, expected the texts of phenomenon %s", name, name))
		}
	}
	wrong = append(wrong, shareConstants(rows)...)
	slices.SortFunc(rows, func(a, b *Row) int { return a.Number - b.Number })
	for i, r := range rows[min(1, len(rows)):] {
		if r.Number == rows[i].Number {
			wrong = append(wrong, fmt.Errorf("rows/%s.md:1:3: number %d is that of %s, expected one of its own", r.Name, r.Number, rows[i].Name))
		}
	}
	return rows, errors.Join(wrong...)
}

// shareConstants replaces "those of NAME" by the free constants of that row.
func shareConstants(rows []*Row) (wrong []error) {
	for _, r := range rows {
		for i, constant := range r.Fitted {
			name, shared := strings.CutPrefix(constant, "those of ")
			if !shared {
				continue
			}
			of := slices.IndexFunc(rows, func(r *Row) bool { return r.Name == name })
			if of < 0 {
				wrong = append(wrong, fmt.Errorf("rows/%s.md: free constants of %q, expected a phenomenon", r.Name, name))
				continue
			}
			r.Fitted = slices.Replace(r.Fitted, i, i+1, rows[of].Fitted...)
			break
		}
	}
	return wrong
}

// parser makes a row of its Markdown file and of its measures in Go.
type parser struct {
	file     string
	row      *Row
	measures map[string]Measure
	wrong    []error
}

func (p *parser) fault(line, column int, format string, a ...any) {
	p.wrong = append(p.wrong, fmt.Errorf("%s:%d:%d: %s", p.file, line, column, fmt.Sprintf(format, a...)))
}

var title = regexp.MustCompile(`^([1-9][0-9]*)\. (.+)$`)

func (p *parser) read(text string) {
	for _, s := range sections(text) {
		switch {
		case s.level == 1:
			p.head(&s)
		case s.level == 3:
			p.claim(&s)
		case s.title == "What produces it":
			p.row.Mechanism = s.prose
		case s.title == "How far to trust it":
			p.row.Trust = s.prose
		case s.title != "Claims":
			p.fault(s.line, 1, "section %q, expected What produces it, How far to trust it or Claims", s.title)
		}
	}
	if p.row.Title == "" || len(p.row.Scenarios) == 0 || p.row.Mechanism == "" || p.row.Trust == "" || len(p.row.Claims) == 0 || p.row.Picture == nil {
		p.fault(1, 1, "incomplete, expected a title with a number, scenarios, what produces it, how far to trust it, claims, and a picture in rows.go")
	}
	for _, name := range slices.Sorted(maps.Keys(p.measures)) {
		if !slices.ContainsFunc(p.row.Claims, func(c Claim) bool { return c.Name == name }) {
			p.fault(1, 1, "measure %q in Go has no claim", name)
		}
	}
}

func (p *parser) head(s *section) {
	words := title.FindStringSubmatch(s.title)
	if words == nil {
		p.fault(s.line, 3, "%q, expected a number, a point and the title", s.title)
		return
	}
	p.row.Number, _ = strconv.Atoi(words[1])
	p.row.Title = words[2]
	for _, f := range s.fields {
		switch f.key {
		case "scenarios":
			p.row.Scenarios = strings.Split(f.value, ", ")
		case "free constants":
			p.row.Fitted = strings.Split(f.value, ", ")
		default:
			p.fault(f.line, 3, "key %q, expected scenarios or free constants", f.key)
		}
	}
}
