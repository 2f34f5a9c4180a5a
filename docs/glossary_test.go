package docs_test

import (
	"os"
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
