package text

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Screen is where text is shown. The zero value is a file or a pipe, without limit of width and without colour.
type Screen struct {
	Width  int  // columns of the terminal; 0: no terminal
	Colour bool // whether the terminal may show colours
	Moves  bool // whether the cursor of the terminal can be moved
}

const fallback = 80 // columns of a terminal that does not tell its width

// ScreenOf asks the terminal that w writes to, if it is one, also through [Messages]. NO_COLOR turns colours off
// (no-color.org), and so does TERM=dumb, the name of terminals that can only print.
func ScreenOf(w io.Writer) Screen {
	if m, ok := w.(Messages); ok {
		w = m.W
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Screen{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = fallback
	}
	able := os.Getenv("TERM") != "dumb"
	return Screen{Width: width, Colour: able && os.Getenv("NO_COLOR") == "", Moves: able}
}

// Terminal says whether the screen is a terminal.
func (s Screen) Terminal() bool { return s.Width > 0 }

// folded breaks a line that is too long for a terminal between words. What follows the first break is indented.
func (s Screen) folded(line string) string {
	if !s.Terminal() || columns.StringWidth(line) <= s.prose() {
		return line
	}
	lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
	lines := Fill(strings.Fields(line), " ", s.prose()-len(lead)-len(indent))
	return lead + strings.Join(lines, "\n"+lead+indent)
}

const maxProse = 120 // columns of a line of running text

// prose is the width of running text.
func (s Screen) prose() int {
	if s.Terminal() {
		return min(s.Width, maxProse)
	}
	return maxProse
}
