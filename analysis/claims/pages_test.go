package claims_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show"
	"github.com/circsim/circsim/sweep"
)

var update = flag.Bool("update", false, "write docs/phenomena anew")

const pages = "../../docs/phenomena"

// unseen sweeps and shows no progress.
type unseen struct{}

func (unseen) Row(*claims.Row) {}

func (unseen) Sweep(ctx context.Context, s *scenarios.Scenario, dir string) error {
	_, err := sweep.Run(ctx, s, sweep.Options{Dir: dir})
	return err
}

// TestPages computes the whole scoreboard. Every page and picture of docs/phenomena is current, and every verdict is the recorded one.
func TestPages(t *testing.T) {
	rows, err := claims.Choose(nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := claims.Run(context.Background(), rows, t.TempDir(), unseen{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range claims.BoardOf(all).Differing() {
		t.Errorf("%s/%s: met is %t, recorded %t: simulated %v, expected %v", l.Row.Name, l.Claim.Name, l.Met, !l.Met, l.Simulated, l.Claim.Expect)
	}
	same(t, "README.md", []byte(claims.Index(all)))
	for _, o := range all {
		same(t, o.Row.Name+".md", []byte(o.Page()))
		picture, err := show.Phenomenon(&o).File(show.SVGFormat, show.Style{Columns: 2})
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
		t.Errorf("%s is not current (go test ./analysis/claims -run Pages -update): %s", name, firstDifference(string(there), string(text)))
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
