package claims

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sweep"
)

var update = flag.Bool("update", false, "write docs/phenomena anew")

const pages = "../../docs/phenomena"

// unseen is an observer without a screen.
type unseen struct{}

func (unseen) Row(*Row)                    {}
func (unseen) Sweep(string) sweep.Observer { return nil }
func (unseen) Swept(error)                 {}

// TestPages runs the whole scoreboard: every page and picture of docs/phenomena is what it gives, and every verdict is the
// recorded one.
func TestPages(t *testing.T) {
	all, err := Run(context.Background(), Rows(), t.TempDir(), 0, unseen{})
	if err != nil {
		t.Fatal(err)
	}
	board := BoardOf(all)
	for _, l := range board.Differing() {
		t.Errorf("%s/%s: met is %t, recorded %t: simulated %v, expected %v", l.Row.Name, l.Claim.Name, l.Met, !l.Met, simulated(l.Simulated), l.Claim.Expect)
	}
	t.Logf("%d of %d claims met", board.Met(), len(board.Lines))
	same(t, "README.md", []byte(Index(all)))
	for _, o := range all {
		same(t, o.Row.Name+".md", []byte(o.Page()))
		picture, err := o.Picture.SVG()
		if err != nil {
			t.Errorf("%s: %v", o.Row.Name, err)
			continue
		}
		same(t, o.Row.Name+".svg", picture)
	}
}

func same(t *testing.T, name string, text []byte) {
	t.Helper()
	path := filepath.Join(pages, name)
	if *update {
		if err := output.WriteFile(path, text); err != nil {
			t.Fatal(err)
		}
		return
	}
	there, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	if string(there) != string(text) {
		t.Errorf("%s is not current (go test ./claims -run Pages -update): %s", name, firstDifference(string(there), string(text)))
	}
}

func firstDifference(old, current string) string {
	was, is := strings.Split(old, "\n"), strings.Split(current, "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			return fmt.Sprintf("line %d is\n%s\nnow\n%s", i+1, was[i], is[i])
		}
	}
	return "other numbers of lines"
}
