// Package palette is the colours of pictures and of maps on the terminal.
package palette

import (
	"fmt"
	"image/color"
)

// OkabeIto is the palette of Okabe and Ito, whose colours colour-blind people tell apart.
var OkabeIto = []color.RGBA{
	{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255},
	{86, 180, 233, 255}, {230, 159, 0, 255}, {0, 0, 0, 255},
}

// ANSI is the i-th colour as the digits of an ANSI escape sequence: the nearest of the 6 x 6 x 6 cube that terminals of 256
// colours have. Colours repeat after the last but one, since black may be that of the background.
func ANSI(i int) string {
	c := OkabeIto[i%(len(OkabeIto)-1)]
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
