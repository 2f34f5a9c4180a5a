package circuits

// maxDepth is the maximum number of factors of a circuit.
const maxDepth = 16

// Strength is the product of a circuit's factors.
func Strength(u []float64) float64 {
	s := 1.0
	for _, x := range u {
		s *= x
	}
	return s
}

// Step moves the factors u of a circuit by one optimizer step of gradient descent
// with weight decay (docs/model.md, equation 2). drive is gain times what the circuit earns (lanes.Rates).
func Step(u []float64, drive, decay float64) {
	var moved [maxDepth]float64
	for j := range u {
		others := 1.0
		for k := range u {
			if k != j {
				others *= u[k]
			}
		}
		moved[j] = stepped(u[j], others, drive, decay)
	}
	copy(u, moved[:])
}

// stepped is a factor after a step. others is the product of the circuit's other factors.
func stepped(u, others, drive, decay float64) float64 {
	return u + float64(drive*others) - float64(decay*u)
}

// Factors are the factors of many circuits of one depth: u[j][i] is factor j of circuit i.
type Factors [][]float64

// Step is Step of every circuit, to the same bits. drive is by circuit.
func (u Factors) Step(drive []float64, decay float64) {
	switch len(u) {
	case 2:
		a, b := u[0][:len(drive)], u[1][:len(drive)]
		for i, d := range drive {
			x, y := a[i], b[i]
			a[i], b[i] = stepped(x, y, d, decay), stepped(y, x, d, decay)
		}
	case 3:
		a, b, c := u[0][:len(drive)], u[1][:len(drive)], u[2][:len(drive)]
		for i, d := range drive {
			x, y, z := a[i], b[i], c[i]
			a[i], b[i], c[i] = stepped(x, y*z, d, decay), stepped(y, x*z, d, decay), stepped(z, x*y, d, decay)
		}
	default:
		var one [maxDepth]float64
		for i, d := range drive {
			factors := one[:len(u)]
			for j := range u {
				factors[j] = u[j][i]
			}
			Step(factors, d, decay)
			for j := range u {
				u[j][i] = factors[j]
			}
		}
	}
}

// Strengths are those of every circuit, to the bits of Strength.
func (u Factors) Strengths(s []float64) {
	a, b := u[0][:len(s)], u[1][:len(s)]
	for i, x := range a {
		s[i] = x * b[i]
	}
	for _, more := range u[2:] {
		for i, x := range more[:len(s)] {
			s[i] *= x
		}
	}
}
