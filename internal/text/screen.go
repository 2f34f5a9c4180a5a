package text

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Screen is what text is laid out for. The zero value is a file or a pipe: tables are as wide as they need, and
// there is no colour.
type Screen struct {
	Width  int  // columns of the terminal; 0: it is none
	Colour bool // whether the terminal may show colours
}

// fallback is the width of a terminal that does not tell its own.
const fallback = 80

// ScreenOf asks the terminal that w writes to, if it is one. NO_COLOR turns colours off (no-color.org).
func ScreenOf(w io.Writer) Screen {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Screen{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = fallback
	}
	return Screen{Width: width, Colour: os.Getenv("NO_COLOR") == ""}
}

// Terminal says whether the screen is one.
func (s Screen) Terminal() bool { return s.Width > 0 }

// maxProse is the longest line of running text, in columns.
const maxProse = 120

// prose is the width of running text.
func (s Screen) prose() int {
	if s.Terminal() {
		return min(s.Width, maxProse)
	}
	return maxProse
}
