package claims

import "github.com/circsim/circsim/output/frames"

// Picture is curves in one frame, not yet drawn.
type Picture struct {
	Title, X, Y string // axes with their units
	LogX, LogY  bool
	Curves      []Curve
}

// Curve is a line of a picture, or single points. A drawing leaves out points that have no place on the axes: infinite ones, NaN, and those
// not above 0 on a logarithmic axis.
type Curve struct {
	Name   string
	X, Y   []float64
	Points bool // draws markers without a line
}

func (p *Picture) line(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y})
}

func (p *Picture) points(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y, Points: true})
}

// mean adds the mean of a column along another one.
func (p *Picture) mean(name string, f *frames.Frame, along, column string) {
	x, y := f.Curve(along, average(column))
	p.line(name, x, y)
}
