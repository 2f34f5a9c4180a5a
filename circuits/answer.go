package circuits

import "math"

// Answer is what a training item makes its circuits feel, at logit margins
// m (memorization) and g (generalization). docs/model.md, equation 1.
type Answer struct {
	Loss     float64 // nats, on the label given
	Memory   float64 // residual that memorization feels: -dLoss/dm
	General  float64 // residual that generalization feels: -dLoss/dg
	DMemoryM float64 // dMemory/dm
	DMemoryG float64 // dMemory/dg = dGeneral/dm
	DGeneral float64 // dGeneral/dg
}

// Clean is the answer to an item with its true label, over v classes, under
// cross-entropy: both kinds of circuit push the right class.
func Clean(m, g, v float64) Answer {
	u := (v - 1) * math.Exp(-(m + g))
	r := 1.0
	loss := math.Log1p(u)
	if u < math.MaxFloat64 {
		r = u / (1 + u)
	} else {
		loss = math.Log(v-1) - m - g
	}
	d := -r * (1 - r)
	return Answer{Loss: loss, Memory: r, General: r, DMemoryM: d, DMemoryG: d, DGeneral: d}
}

// Mislabelled is the answer to an item whose label is wrong: memorization
// pushes the label given, generalization the true class, v-2 classes stay at 0.
func Mislabelled(m, g, v float64) Answer {
	top := max(m, g, 0)
	em, eg := math.Exp(m-top), math.Exp(g-top)
	sum := em + eg + (v-2)*math.Exp(-top)
	pm, pg := em/sum, eg/sum
	return Answer{
		Loss:     top + math.Log(sum) - m,
		Memory:   1 - pm,
		General:  -pg,
		DMemoryM: -pm * (1 - pm),
		DMemoryG: pm * pg,
		DGeneral: -pg * (1 - pg),
	}
}

// Squared is the answer under mean squared error toward strength target,
// the exactly solvable case of Nam et al. (arXiv:2404.17563).
func Squared(m, g, target float64) Answer {
	r := target - m - g
	return Answer{Loss: r * r / 2, Memory: r, General: r, DMemoryM: -1, DMemoryG: -1, DGeneral: -1}
}
