package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table is a table in Markdown, the header first. All columns but the first hold numbers.
type table [][]string

func (t *table) row(cells ...string) { *t = append(*t, cells) }

// print writes the table below an empty line.
func (t table) print(w io.Writer) {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 4)
		}
	}
	fmt.Fprintln(w)
	for r, row := range t {
		for i, cell := range row {
			blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Fprint(w, "| ", cell, blank, " |")
			} else {
				fmt.Fprint(w, " ", blank, cell, " |")
			}
		}
		fmt.Fprintln(w)
		if r == 0 {
			for i, width := range widths {
				if i == 0 {
					fmt.Fprint(w, "|", strings.Repeat("-", width+2), "|")
				} else {
					fmt.Fprint(w, strings.Repeat("-", width+1), ":|")
				}
			}
			fmt.Fprintln(w)
		}
	}
}

// short is a number with three digits.
func short(x float64) string {
	if x >= 999.5 && x < 1e7 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}

// milliseconds is a time in seconds, printed in milliseconds.
func milliseconds(seconds float64) string { return short(1e3 * seconds) }
