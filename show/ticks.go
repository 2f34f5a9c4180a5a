package show

import (
	"math"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"gonum.org/v1/plot/vg"
)

// tick is a mark of an axis. Without words it is a minor one.
type tick struct {
	at    float64
	words label
}

// label is a number as a figure writes it: its digits and, where it is a power of ten, the exponent.
type label struct{ base, exponent string }

// style is how all numbers of a figure are written.
type style bool

const (
	plain  style = false // 20,000
	powers style = true  // 2×10⁴ on logarithmic axes
)

// wide and narrow are the numbers beyond which figures write powers of ten.
const (
	wide   = 1e6
	narrow = 1e-4
)

// styleOf writes powers of ten on the axes of a figure if numbers of one of them need it.
func styleOf(f *Figure) style {
	for i := range f.Panels {
		p := &f.Panels[i]
		left, right, bottom, top := p.extent()
		for _, side := range []struct {
			Axis
			low, high float64
		}{{p.X, left, right}, {p.Y, bottom, top}} {
			largest := max(math.Abs(side.low), math.Abs(side.high))
			if side.Names == nil && (largest > wide*(1+1e-9) || side.Log && side.low < narrow*(1-1e-9) || largest < narrow) {
				return powers
			}
		}
	}
	return plain
}

// write is a number of a linear or a logarithmic axis.
func (s style) write(x float64, logarithmic bool) label {
	a := math.Abs(x)
	if s == powers && x != 0 && (logarithmic || a >= wide || a < narrow) {
		exponent := math.Floor(math.Log10(a) + 1e-9)
		digits := text.Number(x/math.Pow(10, exponent), 4)
		if digits == "1" {
			return label{"10", strconv.Itoa(int(exponent))}
		}
		return label{digits + "×10", strconv.Itoa(int(exponent))}
	}
	if a >= wide {
		return label{grouped(strconv.FormatFloat(x, 'f', 0, 64)), ""}
	}
	return label{digits(x, 6), ""}
}

// digits writes a number in words of a figure.
func digits(x float64, significant int) string { return grouped(text.Number(x, significant)) }

// grouped puts commas between the thousands of a number without an exponent.
func grouped(digits string) string {
	whole, rest, _ := strings.Cut(digits, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	if strings.ContainsRune(whole, 'e') {
		return digits
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}

// scale is an axis of a figure between two values, on a stretch of paper.
type scale struct {
	Axis
	low, high float64
	length    vg.Length
	style     style
	room      func(label) vg.Length // that a label takes along the axis, with the space beside it
}

// at is the place of a value, from 0 to the length of the axis.
func (s scale) at(x float64) vg.Length {
	from, to := s.on(s.low), s.on(s.high)
	return s.length * vg.Length((s.on(x)-from)/(to-from))
}

// ticks are the marks of the axis, as dense as their labels can be read.
func (s scale) ticks() []tick {
	if s.Names != nil {
		var list []tick
		for i, name := range s.Names {
			list = append(list, tick{float64(i), label{name, ""}})
		}
		return list
	}
	if s.Log {
		if list := s.decades(); labels(list) >= 2 {
			return list
		}
	}
	return s.steps()
}

func labels(list []tick) (n int) {
	for _, t := range list {
		if t.words != (label{}) {
			n++
		}
	}
	return n
}

// fit says whether no two labels overlap.
func (s scale) fit(list []tick) bool {
	end := vg.Length(math.Inf(-1))
	for _, t := range list {
		if t.words == (label{}) {
			continue
		}
		half := s.room(t.words) / 2
		if s.at(t.at)-half < end {
			return false
		}
		end = s.at(t.at) + half
	}
	return true
}

const (
	manyDecades   = 3.5           // from which on a logarithmic axis has labels at powers of ten alone
	leastDecade   = vg.Length(24) // length of a decade that has minor ticks
	sameToTheEye  = 1e-9
	mostLogLabels = 10
)

// decades are marks of a logarithmic axis: 1, 2 and 5 times powers of ten, or the powers, or every second or third of them.
func (s scale) decades() []tick {
	first, last := int(math.Floor(math.Log10(s.low)-sameToTheEye)), int(math.Ceil(math.Log10(s.high)+sameToTheEye))
	span := math.Log10(s.high / s.low)
	minor := s.length/vg.Length(span) >= leastDecade
	marks := func(every int, between bool) (list []tick) {
		for power := first; power <= last; power++ {
			for digit := 1; digit < 10; digit++ {
				x := float64(digit) * math.Pow10(power)
				if x < s.low*(1-sameToTheEye) || x > s.high*(1+sameToTheEye) {
					continue
				}
				t := tick{at: x}
				if digit == 1 && power%every == 0 || between && (digit == 2 || digit == 5) {
					t.words = s.style.write(x, true)
				}
				if t.words != (label{}) || digit == 1 || minor {
					list = append(list, t)
				}
			}
		}
		return list
	}
	if span < manyDecades && (s.style == plain || labels(marks(1, false)) < 2) {
		if list := marks(1, true); s.fit(list) && labels(list) <= mostLogLabels {
			return list
		}
	}
	for i := 0; ; i++ {
		every := []int{1, 2, 5}[i%3] * int(math.Pow10(i/3))
		if list := marks(every, false); s.fit(list) && labels(list) <= mostLogLabels {
			return list
		}
	}
}

// steps are marks at multiples of 1, 2 or 5 times a power of ten, at most mostSteps of them and as many as fit.
func (s scale) steps() []tick {
	const mostSteps = 8
	step := math.Pow10(int(math.Floor(math.Log10((s.high - s.low) / mostSteps))))
	for i := 0; ; i++ {
		var list []tick
		for k := math.Ceil(s.low/step - sameToTheEye); k*step <= s.high+sameToTheEye*step; k++ {
			list = append(list, tick{k * step, s.style.write(k*step, false)})
		}
		if len(list) <= mostSteps && s.fit(list) || len(list) <= 2 {
			return list
		}
		step *= []float64{2, 2.5, 2}[i%3] // 1, 2, 5, 10
	}
}
