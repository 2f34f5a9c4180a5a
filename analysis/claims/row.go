package claims

// Row is a phenomenon of the survey. Its texts and claims are in rows/NAME.md.
type Row struct {
	Number    int
	Name      string   // words joined by dashes; also its page in docs/phenomena
	Title     string   // one line
	Scenarios []string // of the library, swept for it
	Fitted    []string // the free constants: fitted to published curves, or chosen by hand
	Mechanism string   // which rule of the model produces it, Markdown
	Trust     string   // how far to trust it, Markdown
	Claims    []Claim
	Picture   func(*Study) Picture
}

// program is what a row has in Go: the measures, by the name of their claim, that the Markdown does not spell out, and the picture.
type program struct {
	measures map[string]Measure
	picture  func(*Study) Picture
}
