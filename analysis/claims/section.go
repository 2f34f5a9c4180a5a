package claims

import "strings"

// section is a heading of a Markdown file with the prose and the list of keys below it.
type section struct {
	level  int // number of # before the title; 0 before the first heading
	title  string
	line   int
	prose  string // paragraphs, an empty line between two
	fields []field
}

// field is an item "- key: value" of a list. Indented lines continue the value.
type field struct {
	key, value string
	line       int
}

// column is the column at which the value of a field begins, from 1.
func (f *field) column() int { return len("- : ") + len(f.key) + 1 }

// sections reads a file of headings, paragraphs and lists of keys. Lines of a paragraph are joined by a space.
func sections(text string) []section {
	var all []section
	open := &section{}
	inField, paragraph := false, false
	for i, line := range strings.Split(text, "\n") {
		hashes := strings.Index(line, " ")
		switch item, isItem := strings.CutPrefix(line, "- "); {
		case hashes > 0 && strings.Trim(line[:hashes], "#") == "":
			all = append(all, section{level: hashes, title: line[hashes+1:], line: i + 1})
			open, inField, paragraph = &all[len(all)-1], false, false
		case strings.TrimSpace(line) == "":
			inField, paragraph = false, false
		case isItem:
			key, value, _ := strings.Cut(item, ": ")
			open.fields = append(open.fields, field{key, value, i + 1})
			inField = true
		case inField && strings.HasPrefix(line, "  "):
			open.fields[len(open.fields)-1].value += " " + strings.TrimSpace(line)
		case paragraph:
			open.prose += " " + strings.TrimSpace(line)
		default:
			if open.prose != "" {
				open.prose += "\n\n"
			}
			open.prose, paragraph = open.prose+strings.TrimSpace(line), true
		}
	}
	return all
}
