package summary

import (
	"slices"
	"testing"
)

func TestChosenLinesAreSpread(t *testing.T) {
	if got := chosen(3); !slices.Equal(got, []int{0, 1, 2}) {
		t.Error(got)
	}
	for _, n := range []int{maxLines + 1, 19, 100} {
		got := chosen(n)
		if len(got) != maxLines || got[0] != 0 || got[maxLines-1] != n-1 || len(slices.Compact(got)) != maxLines {
			t.Error(n, got)
		}
	}
}
