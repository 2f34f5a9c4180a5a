package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// table is a table in Markdown, the header first. All columns but the first hold numbers.
type table [][]string

func (t *table) row(cells ...string) { *t = append(*t, cells) }

func (t table) print() {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 4)
		}
	}
	fmt.Println()
	for r, row := range t {
		for i, cell := range row {
			blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Print("| ", cell, blank, " |")
			} else {
				fmt.Print(" ", blank, cell, " |")
			}
		}
		fmt.Println()
		if r == 0 {
			for i, width := range widths {
				if i == 0 {
					fmt.Print("|", strings.Repeat("-", width+2), "|")
				} else {
					fmt.Print(strings.Repeat("-", width+1), ":|")
				}
			}
			fmt.Println()
		}
	}
}

// short is a number with three digits.
func short(x float64) string {
	if x >= 1000 && x < 1e7 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}

// milliseconds is a time in seconds, printed in milliseconds.
func milliseconds(seconds float64) string { return short(1e3 * seconds) }
