package regimes

// Regime names the dynamics that the accuracy curves of a run show. Classify has the rule.
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

// Learned is the accuracy at and above which a data set counts as learned.
const Learned = 0.9

// delay, in steps, bounds immediate generalization: it follows memorization by
// less (Liu et al. arXiv:2205.10343, Table 1). Memorization that takes this long
// from chance to Learned has stalled.
const delay = 1e3

// Landmarks are the steps at which a task's accuracies first reach certain
// levels. A step is nil if the level is never reached. With label noise, the
// level of Train90 is lower, see TrainLearned.
type Landmarks struct {
	TrainLeavesChance, TestLeavesChance *float64 // step; level LeavesChance
	Train90, Test90                     *float64 // step; level 0.9
	FinalTest                           float64  // test accuracy at the last step, 0 to 1
	Chance                              float64  // chance level of accuracy, 0 to 1
}

// Classify labels a run by its landmarks alone:
//
//   - confusion: training accuracy never reaches 0.9, test accuracy ends at chance;
//   - memorization: training accuracy reaches 0.9, test accuracy ends at chance;
//   - comprehension: both reach 0.9, test less than 1e3 steps after training;
//   - grokking: both reach 0.9, test 1e3 steps or more after training;
//   - semi-grokking: training accuracy reaches 0.9, test accuracy ends between
//     chance and 0.9;
//   - progression: memorization stalled until generalization raised both
//     accuracies together. The stall, from training accuracy leaving chance to
//     its reaching 0.9, took 1e3 steps or more, or never ended; test accuracy
//     left chance during the stall, or less than the stall's length after it.
//
// The first four come from Liu et al. (arXiv:2205.10343, Table 1), the last two
// from Huang et al. (arXiv:2402.15175, sec 3). An accuracy below LeavesChance is
// at chance.
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
	case *l.Test90-*l.Train90 < delay:
		return Comprehension
	}
	return Grokking
}

// generalizedWhileStalled reports whether generalization ended a stall of
// memorization, as Classify describes it for progression.
func (l Landmarks) generalizedWhileStalled() bool {
	if l.Train90 == nil {
		return true
	}
	stall := *l.Train90 - *l.TrainLeavesChance
	return stall >= delay && *l.TestLeavesChance-*l.Train90 < stall
}

// TrainLearned is the training accuracy at and above which the training set counts as
// learned, with labelNoise the share of wrong labels, 0 to 1: 0.9 of the share of
// right labels, since a network that generalizes and memorizes nothing reaches a
// training accuracy of just that share. Where guessing comes as far, because
// nearly all labels are wrong, only memorization can learn the set, and the
// level is 0.9.
func TrainLearned(chance, labelNoise float64) float64 {
	level := Learned * (1 - labelNoise)
	if level <= LeavesChance(chance) {
		return Learned
	}
	return level
}

// LeavesChance is the accuracy at which a curve leaves chance: a tenth of the
// way from the chance level to 1.
func LeavesChance(chance float64) float64 { return chance + 0.1*(1-chance) }
