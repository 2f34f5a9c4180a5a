package claims

import "github.com/circsim/circsim/show"

// Row is a phenomenon of the survey.
type Row struct {
	Number    int
	Name      string   // words joined by dashes; also its page in docs/phenomena
	Title     string   // one line
	Scenarios []string // of the library, swept for it
	Fitted    []string // the free constants: fitted to published curves, or chosen by hand
	Mechanism string   // which rule of the model produces it, a paragraph of Markdown
	Trust     string   // how far to trust it, a paragraph of Markdown
	Claims    []Claim
	Picture   func(*Study) show.Picture
}
