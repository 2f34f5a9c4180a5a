package docs_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/emergence"
)

// emitted are the estimators and the forms of laws in the source of package analysis: constants of type Estimator, and
// the names of forms.
func emitted(t *testing.T) (estimators, forms []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "analysis", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if len(n.Values) == 1 && (named(n.Type, "Estimator") || n.Names[0].Name == "emergentShare") {
					if n.Names[0].Name == "emergentShare" {
						forms = append(forms, text(n.Values[0])...)
					} else {
						estimators = append(estimators, text(n.Values[0])...)
					}
				}
			case *ast.KeyValueExpr:
				if named(n.Key, "Form") {
					forms = append(forms, text(n.Value)...)
				}
			case *ast.CompositeLit:
				if isForm := named(n.Type, "form"); isForm || listOf(n.Type, "form") {
					forms = append(forms, namesIn(n, isForm)...)
				}
			case *ast.CallExpr:
				switch {
				case named(n.Fun, "kaplan"):
					forms = append(forms, text(n.Args[0])...)
				case named(n.Fun, "powerLaw"):
					forms = append(forms, text(n.Args[1])...)
				}
			}
			return true
		})
	}
	slices.Sort(forms) // those of a list are met in the list and alone
	return estimators, slices.Compact(forms)
}

func named(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func listOf(e ast.Expr, name string) bool {
	list, ok := e.(*ast.ArrayType)
	return ok && named(list.Elt, name)
}

// text is a quoted text's, if it is one.
func text(e ast.Expr) []string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return []string{s}
		}
	}
	return nil
}

// namesIn are the names of one form, or of a list of them.
func namesIn(n *ast.CompositeLit, one bool) (names []string) {
	for i, e := range n.Elts {
		switch e := e.(type) {
		case *ast.KeyValueExpr:
			if named(e.Key, "name") {
				names = append(names, text(e.Value)...)
			}
		case *ast.CompositeLit:
			names = append(names, namesIn(e, true)...)
		default:
			if one && i == 0 {
				names = append(names, text(e)...)
			}
		}
	}
	return names
}

// The page of circsim analyze, which the columns of thresholds.parquet give as their source, names every estimator and
// form, every column, verdict and member of the JSON.
func TestAnalysisPageNamesAll(t *testing.T) {
	p := read(t, "analysis.md")
	estimators, forms := emitted(t)
	if len(estimators) < 21 || len(forms) < 13 {
		t.Errorf("only %q and %q in the source", estimators, forms)
	}
	words := append(append([]string{}, estimators...), forms...)
	words = append(words, emergence.ByPerformance, emergence.ByMetric, emergence.ByLoss, emergence.ByRepresentation, analysis.ByRegime,
		emergence.Emergent, emergence.NotEmergent, emergence.Undecided)
	for _, c := range analysis.Columns {
		words = append(words, c.Name)
	}
	report := &analysis.Report{
		Thresholds: []analysis.Threshold{{}}, Verdicts: []analysis.Verdict{{}},
		Fits: []analysis.Fit{{Constants: []analysis.Constant{}}},
	}
	object, err := report.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(object, &members); err != nil {
		t.Fatal(err)
	}
	for name, list := range members {
		words = append(words, name)
		var rows []map[string]any
		if err := json.Unmarshal(list, &rows); err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for member := range row {
				words = append(words, member)
			}
		}
	}
	for _, word := range words {
		if !p.names(word) {
			t.Errorf("no %s", word)
		}
	}
}
