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

	picture func(*Study) Picture
}

// code is what a row has in Go: its picture, and the measures that its Markdown does not spell out, by the name of their claim.
type code struct {
	measures map[string]measure
	picture  func(*Study) Picture
}
