package regimes

// Regime is the dynamics that a run's curves show, see Classify.
type Regime string

// The regimes of Liu et al. (arXiv:2205.10343, Table 1) and Huang et al. (arXiv:2402.15175, sec 3).
const (
	Confusion     Regime = "confusion"
	Memorization  Regime = "memorization"
	Progression   Regime = "progression"
	Grokking      Regime = "grokking"
	SemiGrokking  Regime = "semi-grokking"
	Comprehension Regime = "comprehension"
)

// Learned is the accuracy from which on a set counts as learned.
const Learned = 0.9

// Delay is the steps within which generalization counts as immediate, and full
// memorization as not having stalled (Liu et al. arXiv:2205.10343, Table 1).
const Delay = 1e3

// Landmarks are the moments of a task's curves that its regime is read from;
// nil where they never come. Where labels are wrong, training accuracy counts
// relative to the share of right ones, which a network that generalizes and
// stores nothing reaches.
type Landmarks struct {
	TrainLeavesChance, TestLeavesChance *float64 // a tenth of the way from chance to 1
	Train90, Test90                     *float64 // accuracy 0.9
	FinalTest                           float64  // test accuracy at the end
	Chance                              float64  // accuracy of guessing
}

// Classify names the dynamics that curves show, from their landmarks alone:
//
//   - confusion: training accuracy never reaches 0.9, test accuracy ends at chance;
//   - memorization: the first is reached, the second ends at chance;
//   - comprehension: both reach 0.9, less than 1e3 steps apart;
//   - grokking: both do, test 1e3 steps or more after training;
//   - semi-grokking: training reaches 0.9, test accuracy ends between chance and 0.9;
//   - progression: the training set was only partly memorized until
//     generalization raised both accuracies together: training accuracy took 1e3
//     steps or more from chance to 0.9, or never got there, and test accuracy
//     left chance before that or sooner after it than this stall had lasted.
//
// The first four are Liu et al. (arXiv:2205.10343, Table 1), the last two Huang
// et al. (arXiv:2402.15175, sec 3). Chance ends a tenth of the way from
// guessing to certainty.
func Classify(l Landmarks) Regime {
	generalizes := l.FinalTest >= LeavesChance(l.Chance) && l.TestLeavesChance != nil
	switch {
	case !generalizes && l.Train90 == nil:
		return Confusion
	case !generalizes:
		return Memorization
	case l.generalizedWhileStalled():
		return Progression
	case l.FinalTest < Learned || l.Test90 == nil:
		return SemiGrokking
	case *l.Test90-*l.Train90 < Delay:
		return Comprehension
	}
	return Grokking
}

// generalizedWhileStalled says whether memorization had stalled below 0.9 when
// generalization set in.
func (l Landmarks) generalizedWhileStalled() bool {
	if l.Train90 == nil {
		return true
	}
	stall := *l.Train90 - *l.TrainLeavesChance
	return stall >= Delay && *l.TestLeavesChance-*l.Train90 < stall
}

// LeavesChance is the accuracy a tenth of the way from chance to certainty.
func LeavesChance(chance float64) float64 { return chance + 0.1*(1-chance) }
