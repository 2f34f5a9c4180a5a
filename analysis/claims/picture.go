package claims

import (
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/sim"
)

// Picture is curves in one frame, not yet drawn.
type Picture struct {
	Title, X, Y string // axes with their units
	LogX, LogY  bool
	Curves      []Curve
	Map         []Place // of regimes, behind the curves
}

// Curve is a line of a picture, or single points. A drawing leaves out points that have no place on the axes: infinite ones, NaN, and those
// not above 0 on a logarithmic axis.
type Curve struct {
	Name      string
	X, Y      []float64
	Low, High []float64 // band over seeds, as stat.MeanBand and stat.MedianBand have it; nil: none
	Seeds     int       // most seeds of a point
	Points    bool      // draws markers without a line
	Ink       int       // number of the colour, from 0; curves of the same thing share one
}

// Place is a point of a map, with the regimes of its seeds.
type Place struct {
	X, Y    float64
	Regimes []sim.Regime
}

func (p *Picture) line(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y, Ink: p.inks()})
}

func (p *Picture) points(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y, Points: true, Ink: p.inks()})
}

// measured adds points that were measured of what the last line simulates.
func (p *Picture) measured(name string, x, y []float64) {
	p.Curves = append(p.Curves, Curve{Name: name, X: x, Y: y, Points: true, Ink: p.inks() - 1})
}

// inks is the number of colours so far.
func (p *Picture) inks() (n int) {
	for _, c := range p.Curves {
		n = max(n, c.Ink+1)
	}
	return n
}

// mean adds the mean of a column along another one, with a band over seeds.
func (p *Picture) mean(name string, f *frames.Frame, along, column string) {
	p.over(name, f, along, func(f *frames.Frame) []float64 { return f.Floats(column) }, stat.MeanBand)
}

// median adds the median of the step of an event along a column, with a band over seeds. A seed in which it never happens has no upper end.
func (p *Picture) median(name string, f *frames.Frame, along, event string) {
	p.over(name, f, along, func(f *frames.Frame) []float64 { return frames.Never(f.Floats(event)) }, stat.MedianBand)
}

// over adds a line of what is read of all seeds, with a band over them.
func (p *Picture) over(name string, f *frames.Frame, along string, read func(*frames.Frame) []float64, center func([]float64) stat.Estimate) {
	c := Curve{Name: name, Ink: p.inks()}
	c.X, c.Y = f.Curve(along, func(f *frames.Frame) float64 {
		values := read(f)
		c.Seeds = max(c.Seeds, len(values))
		e := center(values)
		c.Low, c.High = append(c.Low, e.Low), append(c.High, e.High)
		return e.Value
	})
	if c.Seeds < 2 {
		c.Low, c.High = nil, nil
	}
	p.Curves = append(p.Curves, c)
}

// regimes puts a map of a sweep behind the curves.
func (p *Picture) regimes(f *frames.Frame, x, y string) {
	for _, a := range f.Values(x) {
		column := f.At(x, a)
		for _, b := range column.Values(y) {
			place := Place{X: a, Y: b}
			for _, word := range column.At(y, b).Words("regime") {
				place.Regimes = append(place.Regimes, sim.Regime(word))
			}
			p.Map = append(p.Map, place)
		}
	}
}
