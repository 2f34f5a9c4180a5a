//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// onTerminal is what a command prints on a pseudo-terminal of a number of columns.
func onTerminal(t *testing.T, columns int, environment []string, command string) string {
	t.Helper()
	program, err := exec.LookPath("script")
	if err != nil {
		t.Skip("no script(1) here: nothing is tested on a terminal")
	}
	cmd := exec.Command(program, "-qec", fmt.Sprintf("stty rows 24 cols %d; %s", columns, command), "/dev/null")
	cmd.Env = append(os.Environ(), environment...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// At 80 columns no line is longer and no word or number is broken; at 200 columns long lines are left whole.
func TestWidthOfTheTerminal(t *testing.T) {
	table := filepath.Join(t.TempDir(), "evals.csv")
	if err := os.WriteFile(table, []byte("model,params,score\na,1e8,0.25\nb,4e8,0.26\nc,9e8,0.3\nd,2e9,0.6\ne,5e9,0.8\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{
		"circsim run chain-of-thought --set training.steps=1000 2>/dev/null", "circsim scenario list", "circsim sweep grokking --help", "circsim",
		"circsim analyze --help", "circsim analyze " + table,
		"circsim explain", "circsim explain weight_decay", "circsim reproduce nothing", "circsim export --help",
	} {
		command = "(" + command + ") || true"
		piped := onTerminal(t, 80, nil, "("+command+") 2>&1 | cat")
		narrow, wide := onTerminal(t, 80, nil, command), onTerminal(t, 200, nil, command)
		for _, shown := range []string{narrow, wide} {
			a, b := strings.Fields(shown), strings.Fields(piped)
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) {
				t.Errorf("%s: words are broken:\n%s", command, shown)
			}
		}
		if n := widest(narrow); n > 80 {
			t.Errorf("%s: %d columns:\n%s", command, n, narrow)
		}
		if narrow != piped && widest(wide) <= 80 {
			t.Errorf("%s: 200 columns are not used:\n%s", command, wide)
		}
	}
}

// widest is the number of characters of the longest line.
func widest(shown string) (columns int) {
	for line := range strings.Lines(shown) {
		columns = max(columns, len([]rune(strings.TrimSuffix(line, "\n"))))
	}
	return columns
}

// On a terminal the paragraphs of a help page are filled: no line is broken twice.
func TestHelpFillsParagraphs(t *testing.T) {
	shown := onTerminal(t, 70, nil, "circsim analyze --help")
	_, description, _ := strings.Cut(shown, "DESCRIPTION:\n")
	description, _, _ = strings.Cut(description, "OPTIONS:")
	lines := strings.Split(description, "\n")
	for i, line := range lines[1:] {
		above := lines[i]
		next, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if next == "" || strings.TrimSpace(above) == "" || strings.HasPrefix(next, "circsim") || strings.HasPrefix(line, "    ") {
			continue
		}
		if len(above)+1+len(next) <= 70 {
			t.Errorf("%q has room for %q", above, next)
		}
	}
}

// A long run draws its progress where the cursor can be moved, and nowhere else.
func TestProgressNeedsATerminalThatMoves(t *testing.T) {
	command := "timeout --foreground --signal INT 4 circsim run grokking --set training.dynamics=gd --set training.steps=100000000 || true"
	for term, draws := range map[string]bool{"xterm": true, "dumb": false} {
		out := onTerminal(t, 80, []string{"TERM=" + term}, command)
		if drawn := strings.Contains(out, "grokking step ") && strings.Contains(out, "\x1b["); drawn != draws || strings.Contains(out, "\x1b") != draws {
			t.Errorf("%s: %q", term, out)
		}
	}
}

// A run can be watched on terminals of any size: the first screen is whole, q leaves, and then comes what circsim run prints. Ctrl-C interrupts.
func TestWatchOnATerminal(t *testing.T) {
	program, err := exec.LookPath("script")
	if err != nil {
		t.Skip("no script(1) here: nothing is tested on a terminal")
	}
	for _, c := range []struct {
		columns, rows int
		keys          string
		status        int
		shows         []string
	}{
		{80, 24, "nn-+q", 0, []string{" of 40000, ", "accuracy: a test, b train", "budget |", "generalization ", "space pause  n step  +/- speed  q quit", "step 7975", "items seen"}},
		{40, 12, " nq", 0, []string{"budget |", "G ", "space pause", "network: load"}},
		{80, 24, "n\x03", exitInterrupted, []string{" of 40000, ", "circsim: interrupted"}},
	} {
		cmd := exec.Command(program, "-qec", fmt.Sprintf("stty rows %d cols %d; circsim run grokking --watch", c.rows, c.columns), "/dev/null")
		cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out := &strings.Builder{}
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for _, key := range c.keys {
			time.Sleep(500 * time.Millisecond)
			fmt.Fprint(in, string(key))
		}
		err = cmd.Wait()
		if status := cmd.ProcessState.ExitCode(); status != c.status {
			t.Errorf("%dx%d: exit status %d, expected %d: %v\n%q", c.columns, c.rows, status, c.status, err, out)
		}
		for _, words := range append(c.shows, "\x1b[?1049h", "\x1b[?1049l") {
			if !strings.Contains(out.String(), words) {
				t.Errorf("%dx%d: no %q in %q", c.columns, c.rows, words, out)
			}
		}
	}
}
