package text

import "testing"

// Letters have colours on a screen that has them, labels have none, and neither commands the terminal.
func TestInked(t *testing.T) {
	ink := func(letter rune) string {
		if letter == 'G' {
			return "32"
		}
		return ""
	}
	for colour, want := range map[bool]string{
		false: `G\x1b[2J  G M` + "\n",
		true:  `G\x1b[2J  ` + "\x1b[32mG\x1b[0m M\n",
	} {
		p := NewPage(Screen{Width: 80, Colour: colour})
		p.Inked("G\x1b[2J  ", "G M ", ink)
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
