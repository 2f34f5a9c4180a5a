package text

import (
	"fmt"
	"strings"
)

const indent = "    " // of lines that continue a paragraph or list

// Page collects text for people, laid out for a screen. It escapes characters that do not print.
type Page struct {
	text   strings.Builder
	screen Screen
}

// NewPage begins an empty page.
func NewPage(s Screen) *Page { return &Page{screen: s} }

// String is the text so far.
func (p *Page) String() string { return p.text.String() }

// Screen is the screen that the page is laid out for.
func (p *Page) Screen() Screen { return p.screen }

// Line writes one line, however long, in the manner of [fmt.Sprintf].
func (p *Page) Line(format string, args ...any) {
	p.text.WriteString(Printable(fmt.Sprintf(format, args...)) + "\n")
}

// Inked writes a line of a label and of letters, each in its colour if the screen has colours. The colour is the digits of an
// ANSI escape sequence; "" for none.
func (p *Page) Inked(label, letters string, ink func(letter rune) string) {
	line := strings.TrimRight(Printable(label+letters), " ")
	if !p.screen.Colour || !strings.HasPrefix(line, Printable(label)) {
		p.text.WriteString(line + "\n")
		return
	}
	p.text.WriteString(Printable(label))
	for _, letter := range strings.TrimPrefix(line, Printable(label)) {
		if colour := ink(letter); colour != "" {
			fmt.Fprintf(&p.text, "\x1b[%sm%c\x1b[0m", colour, letter)
			continue
		}
		p.text.WriteRune(letter)
	}
	p.text.WriteByte('\n')
}

// Gap writes an empty line.
func (p *Page) Gap() { p.text.WriteByte('\n') }

// Table writes a table.
func (p *Page) Table(t *Table) { t.write(&p.text, p.screen) }

// Paragraph fills lines of the screen with words. All lines but the first are indented.
func (p *Page) Paragraph(words string) {
	lines := Fill(strings.Fields(Printable(words)), " ", p.screen.prose())
	if len(lines) == 0 {
		return
	}
	p.Line("%s", lines[0])
	p.Wrap(strings.Fields(strings.Join(lines[1:], " ")), " ")
}

// Wrap fills indented lines of the screen with parts and separators. It breaks only parts that are wider than a line, between words.
func (p *Page) Wrap(parts []string, separator string) {
	safe := make([]string, len(parts))
	for i, part := range parts {
		safe[i] = Printable(part)
	}
	room := p.screen.prose() - len(indent)
	for _, line := range Fill(safe, separator, room) {
		pieces := []string{line}
		if columns.StringWidth(line) > room {
			pieces = Fill(strings.Fields(line), " ", room-2)
		}
		for i, piece := range pieces {
			if i > 0 {
				piece = "  " + piece
			}
			p.Line("%s%s", indent, piece)
		}
	}
}
