package claims

import (
	"math"
	"slices"
)

var daviesMeasures = map[string]measure{
	"davies-peak":           ofPatterns("davies-descent", func(_, test []float64) float64 { return test[peak(test)] }),
	"davies-dip":            ofPatterns("davies-descent", func(_, test []float64) float64 { return test[dip(test)] }),
	"davies-end":            ofPatterns("davies-descent", func(_, test []float64) float64 { return test[299] }),
	"davies-grokking-train": ofPatterns("davies-grokking", func(train, _ []float64) float64 { return firstAbove(train, 0.95) }),
	"davies-grokking-half":  ofPatterns("davies-grokking", func(_, test []float64) float64 { return firstAbove(test, 0.5) }),
	"davies-grokking-test":  ofPatterns("davies-grokking", func(_, test []float64) float64 { return firstAbove(test, 0.95) }),
}

// ofPatterns is a number read off the accuracies of Davies et al. at every step.
func ofPatterns(scenario string, of func(train, test []float64) float64) measure {
	return exactly(func(s *study) float64 { return of(patterns(s, scenario)) })
}

// firstAbove is the first step at which a curve is above a level; infinite where it never is.
func firstAbove(y []float64, level float64) float64 {
	if t := slices.IndexFunc(y, func(y float64) bool { return y > level }); t >= 0 {
		return float64(t)
	}
	return math.Inf(1)
}

// peak is the first step after which a curve falls.
func peak(y []float64) int {
	t := 1
	for t+1 < len(y) && y[t+1] >= y[t] {
		t++
	}
	return t
}

// dip is the first step after the peak after which a curve rises.
func dip(y []float64) int {
	t := peak(y)
	for t+1 < len(y) && y[t+1] <= y[t] {
		t++
	}
	return t
}

// patterns are the accuracies of Davies et al. at every step. A training item is right where any pattern answers it. A test item is right
// with the mean generalization of the patterns that answer it, or with that of the slow pattern where it is one of them.
func patterns(s *study, scenario string) (train, test []float64) {
	f := s.curves(scenario)
	var p [][]float64
	var generalizes []float64
	slow := -1
	for _, kind := range []struct {
		task        string
		generalizes float64
	}{{"heuristic", 1}, {"overfitting", 0}, {"slow", 1}} {
		if of := f.Where("task", kind.task); of.Len() > 0 {
			slow = len(p)
			p, generalizes = append(p, of.Floats("generalization")), append(generalizes, kind.generalizes)
		}
	}
	for t := range p[0] {
		right, missed := 0.0, 1.0
		for i := range p {
			missed *= 1 - p[i][t]
		}
		for set := 1; set < 1<<len(p); set++ {
			chance, sum, count := 1.0, 0.0, 0.0
			for i := range p {
				if set>>i&1 == 0 {
					chance *= 1 - p[i][t]
					continue
				}
				chance *= p[i][t]
				sum, count = sum+generalizes[i], count+1
			}
			if set>>slow&1 == 1 {
				sum, count = generalizes[slow], 1
			}
			right += chance * sum / count
		}
		train, test = append(train, 1-missed), append(test, right)
	}
	return train, test
}
