package report

import (
	"math"
	"strconv"
)

// Digits of the numbers on a page.
const (
	fine   = 6 // of a value
	coarse = 5 // of curves over time, and of bands
)

// number is a number of the page; null where it is not finite.
type number float64

// MarshalJSON writes it with the digits of a value.
func (x number) MarshalJSON() ([]byte, error) { return appendNumber(nil, float64(x), fine), nil }

// numbers are a column of the page.
type numbers []float64

// MarshalJSON writes them with the digits of values.
func (list numbers) MarshalJSON() ([]byte, error) { return appendNumbers(list, fine), nil }

// rounded are numbers with fewer digits.
type rounded []float64

// MarshalJSON writes them with the digits of curves.
func (list rounded) MarshalJSON() ([]byte, error) { return appendNumbers(list, coarse), nil }

func appendNumbers(list []float64, digits int) []byte {
	b := []byte{'['}
	for i, x := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNumber(b, x, digits)
	}
	return append(b, ']')
}

func appendNumber(b []byte, x float64, digits int) []byte {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return append(b, "null"...)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	form := byte('f')
	if size := math.Abs(short); size != 0 && (size < 1e-3 || size >= 1e9) {
		form = 'g' // the shorter one
	}
	return strconv.AppendFloat(b, short, form, -1, 64)
}
