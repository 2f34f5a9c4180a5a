package text

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Screen is where text is shown. The zero value is a file or a pipe, without limit of width and without colour.
type Screen struct {
	Width  int  // columns of the terminal; 0: no terminal
	Colour bool // whether the terminal may show colours
}

const fallback = 80 // columns of a terminal that does not tell its width

// ScreenOf asks the terminal that w writes to, if it is one. NO_COLOR turns colours off (no-color.org), and so does TERM=dumb.
func ScreenOf(w io.Writer) Screen {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Screen{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = fallback
	}
	return Screen{Width: width, Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// Terminal says whether the screen is a terminal.
func (s Screen) Terminal() bool { return s.Width > 0 }

const maxProse = 120 // columns of a line of running text

// prose is the width of running text.
func (s Screen) prose() int {
	if s.Terminal() {
		return min(s.Width, maxProse)
	}
	return maxProse
}
