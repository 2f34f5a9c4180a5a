package claims

// Picture is a row's picture as plain data: curves in one frame.
type Picture struct {
	Title, X, Y string // axes with their units
	LogX, LogY  bool
	Curves      []Curve
}

// Curve is a line of a picture, or single points. A point without a place, such as an infinite one, is left out when drawn.
type Curve struct {
	Name   string
	X, Y   []float64
	Points bool // markers without a line: measured values
}

func (p *Picture) line(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y})
}

func (p *Picture) points(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y, Points: true})
}
