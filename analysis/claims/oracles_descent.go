package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sim/metrics"
)

// interferenceClaims hold the noise that memorization adds to unseen answers against the exact variance of ridgeless regression.
func interferenceClaims() []Claim {
	const source = "arXiv:1903.08560, theorem 1"
	return []Claim{{
		Name: "hastie-peak", Source: source, Kind: Value, Published: 1,
		Statement: "The variance peaks where parameters meet what is to be fitted, gamma = 1.",
		Quantity:  "gamma (capacity in bits over bits of the labels) of the largest interference", Expect: Within(1, 0.25),
		Simulated: func(s *Study) Estimate {
			gamma, variance := interference(s)
			at := 0
			for i := range variance {
				if variance[i] > variance[at] {
					at = i
				}
			}
			return stat.Exact(gamma[at])
		},
	}, {
		Name: "hastie-above", Source: source, Kind: Value, Published: 1,
		Statement: "Above the peak it is 1/(gamma - 1).",
		Quantity:  "power of 1/(gamma - 1) that the interference follows, gamma above 1.25", Expect: Near(1, 0.1),
		Simulated: func(s *Study) Estimate { return stat.Exact(interferencePower(s, 1.25, math.Inf(1))) },
	}, {
		Name: "hastie-below", Source: source, Kind: Value, Published: 1,
		Statement: "Below the peak it is gamma/(1 - gamma).",
		Quantity:  "power of gamma/(1 - gamma) that the interference follows, gamma below 0.8", Expect: Near(1, 0.1),
		Simulated: func(s *Study) Estimate { return stat.Exact(interferencePower(s, 0, 0.8)) },
		NotMet: "Below the threshold the network fills up whatever its size, so that stored/free stays at its highest and the interference follows the " +
			"squared logits, which rise faster than gamma/(1 - gamma).",
	}}
}

// ridgeless is the variance of Hastie et al., in units of the noise of the labels.
func ridgeless(gamma []float64) []float64 {
	v := make([]float64, len(gamma))
	for i, g := range gamma {
		v[i] = math.Min(g, 1) / math.Abs(1-g)
	}
	return v
}

func interferencePower(s *Study, from, to float64) float64 {
	gamma, variance := interferenceOff(s, func(g float64) bool { return g >= from && g <= to })
	return stat.LogSlope(ridgeless(gamma), variance)
}

// interferenceOff leaves out the threshold itself, where the exact variance is infinite.
func interferenceOff(s *Study, accept func(gamma float64) bool) (gamma, variance []float64) {
	all, v := interference(s)
	for i, g := range all {
		if math.Abs(g-1) > 1e-9 && accept(g) {
			gamma, variance = append(gamma, g), append(variance, v[i])
		}
	}
	return gamma, variance
}

// interference is, against capacity over the bits of the labels of hastie.yaml, the variance of logits beyond that at initialization: the
// one that gives the test loss, as nothing generalizes.
func interference(s *Study) (gamma, variance []float64) {
	const noise, bits, labels = 0.1, 2, 10000
	softmax := metrics.NewSoftmax(2)
	f := s.Runs("hastie")
	gamma = f.Floats("model_params")
	for i, loss := range f.Floats("test_loss") {
		gamma[i] *= bits / float64(labels)
		low, high := math.Sqrt(noise), 1e3
		for high-low > 1e-9*high {
			if mid := (low + high) / 2; softmax.Loss(0, mid) < loss {
				low = mid
			} else {
				high = mid
			}
		}
		variance = append(variance, low*low-noise)
	}
	return gamma, variance
}

const daviesSource = "arXiv:2303.06173: its formulas and the constants of its figures, evaluated apart from this program"

// patternClaims are the numbers of the pattern-learning model of Davies et al.
func patternClaims() []Claim {
	var list []Claim
	add := func(name, scenario, statement, quantity string, published, distance float64, of func(train, test []float64) float64) {
		list = append(list, Claim{
			Name: "davies-" + name, Source: daviesSource, Kind: Value, Published: published, Statement: statement, Quantity: quantity, Expect: Near(published, distance),
			Simulated: func(s *Study) Estimate { return stat.Exact(of(patterns(s, scenario))) },
		})
	}
	first := func(y []float64, level float64) float64 {
		for t := range y {
			if y[t] > level {
				return float64(t)
			}
		}
		return math.Inf(1)
	}
	peak := func(y []float64) int {
		t := 1
		for t+1 < len(y) && y[t+1] >= y[t] {
			t++
		}
		return t
	}
	dip := func(y []float64) int {
		t := peak(y)
		for t+1 < len(y) && y[t+1] <= y[t] {
			t++
		}
		return t
	}
	const descent, grokking = "davies-descent", "davies-grokking"
	add("peak", descent, "Test accuracy first rises to 0.534.", "test accuracy at its first peak", 0.534, 0.001, func(_, test []float64) float64 { return test[peak(test)] })
	add("dip", descent, "Then it falls to 0.351.", "test accuracy where it is least after the peak", 0.351, 0.001, func(_, test []float64) float64 { return test[dip(test)] })
	add("end", descent, "It rises again, to 0.479 at step 299.", "test accuracy", 0.479, 0.001, func(_, test []float64) float64 { return test[299] })
	add("grokking-train", grokking, "Training accuracy passes 0.95 at step 70.", "step", 70, 1, func(train, _ []float64) float64 { return first(train, 0.95) })
	add("grokking-half", grokking, "Test accuracy passes 0.5 at step 201.", "step", 201, 1, func(_, test []float64) float64 { return first(test, 0.5) })
	add("grokking-test", grokking, "Test accuracy passes 0.95 at step 259.", "step", 259, 1, func(_, test []float64) float64 { return first(test, 0.95) })
	return list
}

// patterns are the accuracies of Davies et al. at every step: a training item is right if any pattern answers it, an unseen one as
// the patterns that answer generalize on average, or as the slow one does where it is among them.
func patterns(s *Study, scenario string) (train, test []float64) {
	f := s.Curves(scenario)
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
		right := 0.0
		missed := 1.0
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
