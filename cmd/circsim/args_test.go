package main

import (
	"io"
	"strings"
	"testing"
)

func TestFlagsMayFollowArguments(t *testing.T) {
	for _, c := range []struct{ typed, parsed string }{
		{"sweep a.yaml --workers 2", "sweep --workers 2 -- a.yaml"},
		{"sweep a.yaml -o d b.yaml --resume", "sweep -o d --resume -- a.yaml b.yaml"},
		{"sweep --set=a=b c.yaml --set d=e", "sweep --set=a=b --set d=e -- c.yaml"},
		{"run a.yaml --seed -3 --json", "run --seed -3 --json -- a.yaml"},
		{"run --json -- -odd.yaml", "run --json -- -odd.yaml"},
		{"scenario validate a -h", "scenario validate -h"},
		{"run grokking --help", "run --help"},
		{"sweep --workers 2 a --help b", "sweep --workers 2 --help"},
		{"run grokking --set --help", "run --set --help -- grokking"},
		{"help scenario new", "scenario new --help"},
		{"--version", "--version"},
		{"run -", "run -- -"},
	} {
		got, err := inOrder(newApp(io.Discard, io.Discard), strings.Fields("circsim "+c.typed))
		if text := strings.Join(got, " "); err != nil || text != "circsim "+c.parsed {
			t.Errorf("%s: %s %v", c.typed, text, err)
		}
	}
}

func TestQuoted(t *testing.T) {
	for word, want := range map[string]string{
		"a.yaml": "a.yaml", "": "''", "it's": `'it'\''s'`, "a=[1, 2]": "'a=[1, 2]'", "~x": "'~x'", "a{b,c}": "'a{b,c}'",
	} {
		if got := quoted(word); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
