package text

import (
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func laidOut(t *Table, s Screen) string {
	p := NewPage(s)
	p.Table(t)
	return p.String()
}

func example() *Table {
	t := NewTable("curve", "onset", "reason")
	t.Row("addition of numbers", "1.23e7 [1.11e7, 2.22e7]", "")
	t.Row("模型 b", "-", "no rise above chance")
	return t
}

func TestTable(t *testing.T) {
	for width, want := range map[int]string{
		0: `curve                onset                    reason
addition of numbers  1.23e7 [1.11e7, 2.22e7]
模型 b               -                        no rise above chance
`,
		50: `curve        onset            reason
addition of  1.23e7 [1.11e7,
numbers      2.22e7]
模型 b       -                no rise above
                              chance
`,
	} {
		if got := laidOut(example(), Screen{Width: width}); got != want {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}

// TestTableBreaksNothing holds that every word and number of a table is whole on any screen that has room for them,
// and that no line is longer than the screen.
func TestTableBreaksNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,12}|-?[0-9]\.[0-9]{2}e[0-9]`), 1, 6)
		rows := rapid.SliceOfN(rapid.SliceOfN(words, 4, 4), 2, 5).Draw(t, "rows")
		var table *Table
		count := map[string]int{}
		for i, row := range rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, strings.Join(cell, " "))
				for _, word := range cell {
					count[word]++
				}
			}
			if i == 0 {
				table = NewTable(cells...)
			} else {
				table.Row(cells...)
			}
		}
		for _, width := range []int{0, 54, 80, 200} {
			got := laidOut(table, Screen{Width: width})
			left := map[string]int{}
			for word := range strings.FieldsSeq(got) {
				left[word]++
			}
			if !maps.Equal(count, left) {
				t.Fatalf("%d columns:\n%s", width, got)
			}
			for line := range strings.Lines(got) {
				if n := len(line) - 1; width > 0 && n > width || strings.HasSuffix(line, " \n") {
					t.Fatalf("%d columns: line of %d: %q", width, n, line)
				}
			}
		}
	})
}

func TestTableCutsEndlessWords(t *testing.T) {
	table := NewTable("name", "value")
	table.Row(strings.Repeat("a", 40)+strings.Repeat("z", 40), "1.5e6")
	want := "name                      value\n" + "aaaaaaaaaaa…zzzzzzzzzzzz  1.5e6\n"
	if got := laidOut(table, Screen{Width: 31}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if table.Fits(Screen{Width: 31}) || !table.Fits(Screen{Width: 87}) || !table.Fits(Screen{}) {
		t.Error("its width is 87")
	}
}

func TestTableInk(t *testing.T) {
	table := NewTable("claim", "verdict")
	table.Row("\x1b[31m", "met")
	table.Ink = func(cell string) string {
		if cell == "met" {
			return "32"
		}
		return ""
	}
	if got, want := laidOut(table, Screen{Width: 80, Colour: true}), "claim     verdict\n\\x1b[31m  \x1b[32mmet\x1b[0m\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if got := laidOut(table, Screen{}); strings.Contains(got, "\x1b") {
		t.Errorf("colour in a file: %q", got)
	}
}

func TestTableHead(t *testing.T) {
	head, more := example().Head(1)
	if more != 1 || head.Len() != 1 {
		t.Errorf("%d rows and %d more", head.Len(), more)
	}
	if whole, more := example().Head(2); more != 0 || whole.Len() != 2 {
		t.Errorf("%d rows and %d more", whole.Len(), more)
	}
}

func TestPage(t *testing.T) {
	p := NewPage(Screen{Width: 24})
	p.Line("%s", "\x1b]0;title")
	p.Gap()
	p.Paragraph("a sentence that needs three lines on a screen")
	p.Wrap([]string{"alpha 0.34 [0.3, 0.4]", "beta 0.28"}, ", ")
	want := "\\x1b]0;title\n\na sentence that needs\n    three lines on a\n    screen\n    alpha 0.34 [0.3,\n      0.4],\n    beta 0.28\n"
	if got := p.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A line that fills the screen is not broken again.
func TestWrap(t *testing.T) {
	p := NewPage(Screen{Width: 24})
	p.Wrap(strings.Fields("twenty letters, these here, of seven lines"), " ")
	if got, want := p.String(), "    twenty letters,\n    these here, of seven\n    lines\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
