package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// pages show commands in indented blocks, for people to copy.
var pages = []string{"README.md", "docs/scenario.md", "docs/tables.md", "docs/sweeps.md", "docs/analysis.md", "docs/forecast.md"}

var (
	remark   = regexp.MustCompile(`\s{2,}(#.*)?$`)
	synopsis = regexp.MustCompile(`\[--|NAME|\bSCENARIO\b|DIR\.\.\.`)
	reader   = regexp.MustCompile(`\s\|.*`)
)

// shown are the commands of a page, each as a line for the shell, without the
// programs that read their output. Placeholders are left out.
func shown(page string) (commands []string) {
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, "    circsim ") || synopsis.MatchString(line) {
			continue
		}
		command := remark.ReplaceAllString(strings.TrimSpace(line), "")
		commands = append(commands, reader.ReplaceAllString(command, ""))
	}
	return commands
}

// input is a table that a page shows, with its file name.
var input = regexp.MustCompile("(?ms)^```csv (\\S+)\n(.*?)^```")

// thinned are commands that would take seconds, with fewer seeds.
var thinned = map[string]string{
	"circsim sweep regimes --quiet":   "circsim sweep regimes --quiet --set sweep.seeds=1",
	"circsim sweep emergence --quiet": "circsim sweep emergence --quiet --set sweep.seeds=1",
	"circsim sweep mirage --quiet":    "circsim sweep mirage --quiet --set sweep.axes.0.values=[1000] --set sweep.axes.1.values=[1,5]",
}

// The commands that the documentation shows do what they are shown for.
func TestPagesCommands(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell to run them with")
	}
	for _, name := range pages {
		t.Run(filepath.Base(name), func(t *testing.T) {
			commands := shown(pageText(t, name))
			if len(commands) < 3 {
				t.Errorf("only %q", commands)
			}
			dir := t.TempDir()
			for _, m := range input.FindAllStringSubmatch(pageText(t, name), -1) {
				if err := os.WriteFile(filepath.Join(dir, m[1]), []byte(m[2]), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			for _, command := range commands {
				if short, ok := thinned[command]; ok {
					command = short
				}
				cmd := exec.Command(shell, "-c", command)
				cmd.Dir = dir
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%s: %v\n%s", command, err, out)
				}
			}
		})
	}
}

// The page of commands names every verb and flag, and the pages name all that run --json prints.
func TestPageNamesFlagsAndMembers(t *testing.T) {
	page := pageText(t, "docs/commands.md")
	app := newApp(io.Discard, io.Discard)
	for _, verb := range app.Commands {
		if !strings.Contains(page, "    circsim "+verb.Name) {
			t.Errorf("no circsim %s", verb.Name)
		}
		for _, sub := range verb.Subcommands {
			if !regexp.MustCompile(`    circsim +` + verb.Name + ` .*\b` + sub.Name + `\b`).MatchString(page) {
				t.Errorf("no circsim %s %s", verb.Name, sub.Name)
			}
		}
		for _, name := range flagNames(verb.Flags) {
			if !regexp.MustCompile("\\| `" + name + "`.* \\| [a-z, ]*\\b" + verb.Name + "\\b").MatchString(page) {
				t.Errorf("no %s of %s", name, verb.Name)
			}
		}
	}
	for _, name := range flagNames([]cli.Flag{cli.HelpFlag, cli.VersionFlag}) {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("no %s", name)
		}
	}
	out, err := exec.Command("circsim", "run", "varma", "--json", "--set", "training.steps=10").Output()
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(out, &object); err != nil {
		t.Fatal(err)
	}
	all, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range all {
		text.WriteString(pageText(t, filepath.Join("docs", filepath.Base(name))))
	}
	for _, member := range members(object) {
		if member != "addition" && !strings.Contains(text.String(), "`"+member+"`") {
			t.Errorf("no %s", member)
		}
	}
}

// members are the names of an object's members, and of those of the objects in it.
func members(object map[string]any) (names []string) {
	for name, value := range object {
		names = append(names, name)
		if below, ok := value.(map[string]any); ok {
			names = append(names, members(below)...)
		}
	}
	return names
}

func pageText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
