package regimes

import "testing"

func at(step float64) *float64 { return &step }

// One row for each published criterion (Liu et al. Table 1; Huang et al. sec 3),
// and for each side of its limits.
func TestClassifyFollowsThePublishedCriteria(t *testing.T) {
	for _, c := range []struct {
		name string
		l    Landmarks
		want Regime
	}{
		{"nothing is learned", Landmarks{FinalTest: 0.01}, Confusion},
		{"a small network stores part of the set", Landmarks{TrainLeavesChance: at(100), FinalTest: 0.01}, Confusion},
		{"the training set is memorized, nothing else is learned", Landmarks{TrainLeavesChance: at(100), Train90: at(200), FinalTest: 0.02}, Memorization},
		{"generalization comes at once", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(150), Test90: at(250), FinalTest: 1}, Comprehension},
		{"generalization within a thousand steps", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(600), Test90: at(1199), FinalTest: 1}, Comprehension},
		{"generalization long after memorization", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(6000), Test90: at(7500), FinalTest: 1}, Grokking},
		{"generalization exactly a thousand steps after memorization", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(600), Test90: at(1200), FinalTest: 1}, Grokking},
		{"a plateau below full generalization", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(9000), FinalTest: 0.6}, SemiGrokking},
		{"test rises while the training set is partly memorized", Landmarks{TrainLeavesChance: at(100), Train90: at(9000), TestLeavesChance: at(3000), Test90: at(9100), FinalTest: 1}, Progression},
		{"test leaves chance after training reaches 0.9, but sooner than the stall lasted", Landmarks{TrainLeavesChance: at(100), Train90: at(21000), TestLeavesChance: at(23000), Test90: at(30000), FinalTest: 1}, Progression},
		{"memorization is slow but complete long before generalization", Landmarks{TrainLeavesChance: at(100), Train90: at(2000), TestLeavesChance: at(60000), Test90: at(90000), FinalTest: 1}, Grokking},
		{"training never reaches 0.9, and test leaves chance", Landmarks{TrainLeavesChance: at(100), TestLeavesChance: at(3000), FinalTest: 0.4}, Progression},
		{"test rises first, yet training does not stall", Landmarks{TrainLeavesChance: at(100), Train90: at(300), TestLeavesChance: at(90), Test90: at(200), FinalTest: 1}, Comprehension},
		{"test rises and falls back to chance", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(150), FinalTest: 0.05}, Memorization},
		{"two classes: test ends below a tenth of the way from chance", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(100), FinalTest: 0.54, Chance: 0.5}, Memorization},
		{"two classes: test ends above a tenth of the way from chance", Landmarks{TrainLeavesChance: at(100), Train90: at(200), TestLeavesChance: at(100), FinalTest: 0.56, Chance: 0.5}, SemiGrokking},
	} {
		if got := Classify(c.l); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
