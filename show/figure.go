package show

import (
	"image/color"
	"math"
)

// Figure is one or several panels, one above the other, that are not yet drawn.
type Figure struct {
	Title  string
	Panels []Panel
	Note   string // what lines, bands and letters mean
	Fine   string // what else in a drawing means that a preview does not show
	Source string // scenario, seeds and program, for the metadata of a file
}

// Panel is a frame with two axes.
type Panel struct {
	Heading string // above the frame
	X, Y    Axis
	Lines   []Line
	Spans   []Span
	Cells   []Cell
	Keys    []Key // legend of Cells
	Borders []Border
}

// Axis is a direction of a panel.
type Axis struct {
	Label string // with its unit
	Log   bool
	Holds []float64 // values that the axis reaches in any case
	Names []string  // of the positions 0, 1, 2, ... of an axis of words; nil: an axis of numbers
}

// Line is a curve. Points without a place on the axes are left out.
type Line struct {
	Name      string
	X, Y      []float64
	Low, High []float64 // band, nil: none
	Ink       int       // number of colour, dash and marker
	Fill      float64   // above 0: the band is an area of a stack, with this share of its colour
	Thin      bool      // one of many, without markers and name
	Points    bool      // markers only, hollow: measured, published, or of single seeds
	Smooth    bool      // no markers, no dashes: a fitted law

	at       []float64 // values of the other axes of a study
	measured bool
}

// Span is an interval of the X axis, with the value in it.
type Span struct {
	Low, At, High float64 // At is NaN where nothing but the interval is known
	Name          string
}

// Cell is a place of a map: a tile, or a point where Left equals Right.
type Cell struct {
	X, Y                     float64
	Left, Right, Bottom, Top float64
	Letter                   string // of a regime, or the tenth of the range in which a quantity lies
	Value                    string // written on a tile instead of the letter
	Ink                      color.RGBA
	Shape                    int  // of a point
	Small                    bool // of a point
}

// Border is a line across a map, with an interval at each of its places. A missing bound is NaN.
type Border struct {
	Name      string
	Upright   bool // the interval is of X, not of Y
	X, Y      []float64
	Low, High []float64
	Bars      bool // places are apart: an interval is a bar, not part of a band
}

// Key explains a colour and a letter of a map, or a shape.
type Key struct {
	Letter, Name string
	Ink          color.RGBA
	Shape        int  // number of the shape
	Shaped       bool // cells are points with shapes instead of letters
	Shade        bool // the letter is for previews alone
}

// An axis is logarithmic where the largest value is at least leastApart times the smallest and they lie more evenly so, or where it is
// mostApart times as large.
const (
	leastApart = 4
	mostApart  = 20
)

// spread says whether different values of a swept axis are shown on a logarithmic axis.
func spread(values []float64) bool {
	values = valuesOf(values)
	n := len(values)
	if n < 3 || values[0] <= 0 {
		return false
	}
	low, middle, high := values[0], (values[(n-1)/2]+values[n/2])/2, values[n-1]
	linear, logarithm := (middle-low)/(high-low), math.Log(middle/low)/math.Log(high/low)
	return high >= leastApart*low && math.Abs(logarithm-0.5) < math.Abs(linear-0.5)
}

// logarithmic says whether values are shown on a logarithmic axis.
func logarithmic(values []float64) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v-v == 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	return low > 0 && high >= mostApart*low
}

// on is the position of a value that is proportional to its place on the axis; NaN if it has none.
func (a Axis) on(x float64) float64 {
	if !a.Log {
		return x
	}
	if x <= 0 {
		return math.NaN()
	}
	return math.Log(x)
}

// off is the value at a position.
func (a Axis) off(position float64) float64 {
	if a.Log {
		return math.Exp(position)
	}
	return position
}

// placed says whether a point has a place on the axes of the panel.
func (p *Panel) placed(x, y float64) bool {
	at := p.X.on(x) + p.Y.on(y)
	return at-at == 0
}

// extent is the range of all that is drawn. It is empty, from +Inf to -Inf, if nothing is.
func (p *Panel) extent() (left, right, bottom, top float64) {
	left, bottom = math.Inf(1), math.Inf(1)
	right, top = math.Inf(-1), math.Inf(-1)
	add := func(x, y float64) {
		if p.placed(x, y) {
			left, right, bottom, top = min(left, x), max(right, x), min(bottom, y), max(top, y)
		}
	}
	for _, l := range p.Lines {
		for i, x := range l.X {
			add(x, l.Y[i])
			if l.Low != nil {
				add(x, l.Low[i])
				add(x, l.High[i])
			}
		}
	}
	for _, c := range p.Cells {
		add(c.X, c.Y)
		if c.Left < c.Right {
			add(c.Left, c.Bottom)
			add(c.Right, c.Top)
		}
	}
	return left, right, bottom, top
}
