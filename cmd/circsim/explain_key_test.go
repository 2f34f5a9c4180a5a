package main

import (
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// TestEveryKeyIsExplained holds that every key of every scenario of the library is explained under its path, by its last part alone
// and as the column of the runs table, each time as what it is.
func TestEveryKeyIsExplained(t *testing.T) {
	seen := map[string]bool{}
	explained := func(word, meaning string) {
		t.Helper()
		if seen[word+"\n"+meaning] {
			return
		}
		seen[word+"\n"+meaning] = true
		for _, e := range meanings(word) {
			if strings.Contains(e.Meaning, meaning) {
				return
			}
		}
		t.Errorf("%s is not explained by %q", word, meaning)
	}
	for _, name := range scenarios.List() {
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range s.Settings() {
			meaning := strings.TrimSuffix(k.Meaning, ".")
			explained(k.Path, meaning)
			explained(strings.ReplaceAll(k.Path, ".", "_"), meaning)
			explained(k.Path[strings.LastIndexByte(k.Path, '.')+1:], meaning)
		}
	}
	for _, k := range scenarios.Keys() {
		explained(k.Path, k.Meaning)
	}
	for _, table := range []output.Table{output.Runs, output.Curves, output.Circuits} {
		for _, c := range output.Columns(table, nil) {
			explained(c.Name, c.Meaning)
			for _, e := range meanings(c.Name) {
				if strings.Count(e.Meaning, "null: ") > 1 {
					t.Errorf("%s: %s", c.Name, e.Meaning)
				}
			}
		}
	}
}
