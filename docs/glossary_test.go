package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/internal/glossary"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/regimes"
)

// The page of words is what circsim explain prints.
func TestGlossaryPageIsGenerated(t *testing.T) {
	const path = "glossary.md"
	if *update {
		if err := os.WriteFile(path, []byte(glossary.Markdown), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if there, err := os.ReadFile(path); err != nil || string(there) != glossary.Markdown {
		t.Errorf("%s is not the glossary (%v): go test ./docs -run Glossary -update", path, err)
	}
}

// Every heading of a table that the program prints has its place in the glossary, or is a column of a table.
func TestGlossaryHasEveryHeading(t *testing.T) {
	seen := 0
	for _, dir := range []string{"../analysis", "../analysis/claims", "../sweep/summary", "../cmd/circsim"} {
		for _, heading := range headings(t, dir) {
			seen++
			if len(glossary.Of(heading)) == 0 {
				t.Errorf("%s: no %q", dir, heading)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d headings seen", seen)
	}
}

// headings are the texts in calls of NewTable in a package.
func headings(t *testing.T, dir string) (words []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatal(dir, err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if f, ok := call.Fun.(*ast.SelectorExpr); !ok || f.Sel.Name != "NewTable" {
				return true
			}
			for _, argument := range call.Args {
				ast.Inspect(argument, func(n ast.Node) bool {
					if e, ok := n.(ast.Expr); ok {
						words = append(words, text(e)...)
					}
					return true
				})
			}
			return true
		})
	}
	return words
}

// Every regime, verdict, definition, estimator, law and design has its place in the glossary.
func TestGlossaryHasEveryWord(t *testing.T) {
	estimators, forms := emitted(t)
	words := append(estimators, forms...)
	words = append(words, emergence.Emergent, emergence.NotEmergent, emergence.Undecided, analysis.ByRegime,
		emergence.ByPerformance, emergence.ByMetric, emergence.ByLoss, emergence.ByRepresentation)
	for _, r := range []regimes.Regime{regimes.Confusion, regimes.Memorization, regimes.Progression, regimes.Grokking, regimes.SemiGrokking, regimes.Comprehension} {
		words = append(words, string(r))
	}
	for _, d := range []scenarios.Design{scenarios.Grid, scenarios.PointList, scenarios.LatinHypercube, scenarios.Sobol, scenarios.Morris, scenarios.Saltelli, scenarios.Adaptive} {
		words = append(words, string(d))
	}
	for _, word := range words {
		if len(glossary.Of(word)) == 0 {
			t.Errorf("no %s", word)
		}
	}
}
