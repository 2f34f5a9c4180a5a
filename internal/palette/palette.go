// Package palette is the colours of pictures and of maps on the terminal.
package palette

import (
	"fmt"
	"image/color"
	"math"
)

// okabeIto is the palette of Okabe and Ito, whose colours colour-blind people tell apart.
var okabeIto = []color.RGBA{
	{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255},
	{86, 180, 233, 255}, {230, 159, 0, 255}, {0, 0, 0, 255},
}

// ANSI is the i-th colour as the digits of an ANSI escape sequence: the nearest of the 6 x 6 x 6 cube that terminals of 256
// colours have. Colours repeat after the last but one, since black may be that of the background.
func ANSI(i int) string {
	c := okabeIto[i%(len(okabeIto)-1)]
	return fmt.Sprintf("38;5;%d", 16+36*level(c.R)+6*level(c.G)+level(c.B))
}

// level is the step of the cube, 0, 95, 135, ..., 255, that is nearest to a component.
func level(component uint8) int {
	if component < 48 {
		return 0
	}
	if component < 115 {
		return 1
	}
	return (int(component) - 35) / 40
}

// Regimes are the colours of tiles of a map, from dark to light: they differ in lightness, so that they are told apart in
// grey too.
var Regimes = []color.RGBA{
	{0, 0, 0, 255}, {10, 41, 149, 255}, {199, 0, 24, 255}, {147, 132, 127, 255}, {92, 195, 232, 255}, {240, 255, 154, 255},
}

// OnLight and OnDark are the colours of lines on a white and on a dark ground. They differ in lightness too.
var (
	OnLight = []color.RGBA{{28, 66, 231, 255}, {231, 52, 53, 255}, {91, 13, 85, 255}, {193, 148, 169, 255}, {0, 0, 0, 255}}
	OnDark  = []color.RGBA{{52, 178, 178, 255}, {212, 208, 51, 255}, {181, 109, 97, 255}, {56, 105, 135, 255}, {254, 255, 237, 255}}
)

// Paper and Night are the grounds of OnLight and OnDark.
var (
	Paper = color.RGBA{255, 255, 255, 255}
	Night = color.RGBA{20, 24, 28, 255}
)

// blues are three of the nine sequential blues of C. A. Brewer (colorbrewer2.org), light to dark.
var blues = []color.RGBA{{247, 251, 255, 255}, {107, 174, 214, 255}, {8, 48, 107, 255}}

// Shade is the colour of a share from 0, light, to 1, dark. Lightness falls all the way.
func Shade(share float64) color.RGBA {
	at := 2 * min(1, max(0, share))
	if at <= 1 {
		return Mix(blues[0], blues[1], at)
	}
	return Mix(blues[1], blues[2], at-1)
}

// Mix is a colour between two, at a share of the way from the first to the second.
func Mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + float64(share*(float64(y)-float64(x))))) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}

// Luminance is the relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2.1 defines it.
func Luminance(c color.RGBA) float64 {
	linear := func(component uint8) float64 {
		x := float64(component) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
