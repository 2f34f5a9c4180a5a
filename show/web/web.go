package web

import (
	_ "embed"
	"fmt"
	"image/color"
	"strings"

	"github.com/circsim/circsim/internal/palette"
)

// Charts is uPlot as a script that defines the global uPlot (MIT licence, vendored/uplot).
//
//go:embed vendored/uplot/uPlot.iife.min.js
var Charts string

// chartStyle is the style sheet of uPlot.
//
//go:embed vendored/uplot/uPlot.min.css
var chartStyle string

// look is the style sheet of circsim's pages. It names colours by variables.
//
//go:embed look.css
var look string

// CSS is the style sheet of a page: the colours as variables, for light and dark, then the charts' style and the look.
// Line i of a chart is --line-i, regime i of regimes.All is --regime-i.
func CSS() string {
	var b strings.Builder
	b.WriteString(":root{color-scheme:light dark;" + variables(palette.Paper, color.RGBA{28, 32, 36, 255}, palette.OnLight) + "}\n")
	b.WriteString("@media (prefers-color-scheme:dark){:root{" + variables(palette.Night, color.RGBA{235, 235, 235, 255}, palette.OnDark) + "}}\n")
	return b.String() + chartStyle + "\n" + look
}

func variables(ground, ink color.RGBA, lines []color.RGBA) string {
	var b strings.Builder
	fmt.Fprintf(&b, "--ground:%s;--ink:%s;--quiet:%s;--faint:%s;", hex(ground), hex(ink), hex(palette.Mix(ground, ink, .72)), hex(palette.Mix(ground, ink, .14)))
	for i, c := range lines {
		fmt.Fprintf(&b, "--line-%d:%s;", i, hex(c))
	}
	for i, c := range palette.Regimes {
		fmt.Fprintf(&b, "--regime-%d:%s;", i, hex(c))
	}
	return b.String()
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
