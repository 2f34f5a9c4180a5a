package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// nasty are texts that would change a terminal: its colours, its title, the place of the cursor, what was printed before.
func nasty(t *rapid.T) string {
	control := rapid.SampledFrom([]string{"\x1b[31m", "\x1b]0;title\a", "\r", "\b\b", "\x7f", "\u009b31m", "\x1bc", "\u202e", "\x0e", "\x00"})
	letters := rapid.StringMatching(`[a-z]{0,4}`)
	return letters.Draw(t, "before") + control.Draw(t, "control") + letters.Draw(t, "after")
}

// Whatever files and arguments hold, no control character of theirs is printed.
func TestNoControlCharacterIsPrinted(t *testing.T) {
	dir := t.TempDir()
	yamlFile, csvFile := filepath.Join(dir, "s.yaml"), filepath.Join(dir, "t.csv")
	rapid.Check(t, func(t *rapid.T) {
		bad := nasty(t)
		quoted, err := json.Marshal(bad)
		if err != nil {
			t.Fatal(err)
		}
		argument := strings.ReplaceAll(bad, "\x00", "\x01") // no system passes on NUL
		tasks := rapid.SampledFrom([]string{
			"first: {classes: 3, items: 5, memorization: {gain: 1, initial: 0.1}, %s: 1}",
			"%s: {classes: 3, items: 5}",
			"first: {classes: %s, items: 5}",
			"first: {classes: 3, items: 5, format: %s}",
			"first: {classes: 3, items: 5, overlap: {%s: 0.5}}",
			"first: {classes: 3, items: 5}\nsweep: {axes: [{path: %s, values: [1]}]}",
			"first: {classes: 3, items: 5}\nsweep: {axes: [{path: model.params, values: [%s]}]}",
			"first: {classes: 3, items: 5}\ntitle: %s",
			"first: {classes: 3, items: 5}\n# %s",
		}).Draw(t, "tasks")
		text := string(quoted)
		if rapid.Bool().Draw(t, "raw") {
			text = bad
		}
		scenario := "name: s\nmodel: {params: 10}\ntraining: {steps: 5}\ntasks:\n  " + fmt.Sprintf(tasks, text) + "\n"
		write := func(path, content string) {
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write(yamlFile, scenario)
		row := rapid.SampledFrom([]string{"m,%d,%s,acc,0.%d", "%[2]s%[1]d,%[1]d,task,acc,0.%[1]d", "m,%d,task,%s,0.%d", "m,%d%s,task,acc,0.%d", "m,%d,task,acc,%s"}).Draw(t, "row")
		table := "model,params,task,metric,value\n"
		for i := 1; i < 7; i++ {
			line := fmt.Sprintf(row, i, bad, i)
			line, _, _ = strings.Cut(line, "%!")
			table += line + "\n"
		}
		if rapid.Bool().Draw(t, "header") {
			table = strings.Replace(table, "metric", "metric"+bad, 1)
		}
		write(csvFile, table)
		odd := filepath.Join(dir, argument+".csv")
		write(odd, table)
		command := rapid.SampledFrom([][]string{
			{argument}, {"run", "--" + argument}, {"run", argument}, {"scenario", argument},
			{"run", yamlFile, "--json"}, {"run", yamlFile}, {"scenario", "validate", yamlFile}, {"sweep", yamlFile, "--dry-run"},
			{"run", "varma", "--set", argument}, {"run", "varma", "--set", argument + "=1"}, {"run", "varma", "--set", "model." + argument + "=1"},
			{"run", "varma", "--set", "title=" + argument}, {"run", "varma", "--set", "model.params=" + argument},
			{"run", "varma", "--seed", argument}, {"run", "--from", argument + ":1"}, {"run", "--from", argument},
			{"run", "varma", "--json=" + argument}, {"sweep", "varma", "--shard", argument}, {"scenario", "new", argument},
			{"analyze", csvFile}, {"analyze", csvFile, "--json"}, {"analyze", odd}, {"analyze", argument},
			{"analyze", csvFile, "--column", argument}, {"analyze", csvFile, "--column", "task=" + argument}, {"analyze", csvFile, "--along", argument},
			{"analyze", csvFile, "--mapping", yamlFile}, {"analyze", csvFile, "--mapping", csvFile}, {"analyze", yamlFile},
			{"merge", argument}, {"sensitivity", argument, "--of", argument}, {"reproduce", argument}, {"version", argument},
			{"run", "varma", "-o", filepath.Join(csvFile, argument)},
		}).Draw(t, "command")
		var out, errs bytes.Buffer
		execute(append([]string{"circsim"}, command...), &out, &errs)
		for _, printed := range []string{out.String(), errs.String()} {
			if i := strings.IndexFunc(printed, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); i >= 0 {
				t.Fatalf("%q prints %q", command, printed)
			}
		}
	})
}
