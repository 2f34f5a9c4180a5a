package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The residuals are the negative slopes of the loss, and their derivatives the
// slopes of the residuals: checked by central differences.
func TestResidualsAreTheSlopesOfTheLoss(t *testing.T) {
	for name, answer := range map[string]func(m, g, v float64) Answer{
		"clean": Clean, "mislabelled": Mislabelled, "squared": Squared,
	} {
		rapid.Check(t, func(t *rapid.T) {
			m, g := rapid.Float64Range(-3, 15).Draw(t, "m"), rapid.Float64Range(-3, 15).Draw(t, "g")
			v := rapid.Float64Range(2, 500).Draw(t, "v")
			const h = 1e-5
			a := answer(m, g, v)
			up, down := answer(m+h, g, v), answer(m-h, g, v)
			left, right := answer(m, g-h, v), answer(m, g+h, v)
			for _, c := range []struct {
				what      string
				got, want float64
			}{
				{"Memory", a.Memory, -(up.Loss - down.Loss) / (2 * h)},
				{"General", a.General, -(right.Loss - left.Loss) / (2 * h)},
				{"DMemoryM", a.DMemoryM, (up.Memory - down.Memory) / (2 * h)},
				{"DMemoryG", a.DMemoryG, (right.Memory - left.Memory) / (2 * h)},
				{"DMemoryG by symmetry", a.DMemoryG, (up.General - down.General) / (2 * h)},
				{"DGeneral", a.DGeneral, (right.General - left.General) / (2 * h)},
			} {
				if math.Abs(c.got-c.want) > 1e-8*(1+v) {
					t.Fatalf("%s: %s = %g, difference quotient %g", name, c.what, c.got, c.want)
				}
			}
		})
	}
}

func TestUntrainedItemCostsTheLossOfGuessing(t *testing.T) {
	for _, v := range []float64{2, 113, 1e9} {
		for _, a := range []Answer{Clean(0, 0, v), Mislabelled(0, 0, v)} {
			if math.Abs(a.Loss-math.Log(v)) > 1e-12*math.Log(v) {
				t.Errorf("loss over %g classes: %g, want ln v", v, a.Loss)
			}
		}
	}
}

// Memorizing one item from nothing to certainty takes log2(v) bits; with the
// item generalized there is nothing left to store.
func TestBitsOfOneItem(t *testing.T) {
	const v = 113
	bits, _, _ := Bits(Clean(0, 0, v), Clean(60, 0, v), 60, 0)
	if math.Abs(bits-math.Log2(v)) > 1e-9 {
		t.Errorf("an item memorized from nothing takes %g bits, want log2(113) = %g", bits, math.Log2(v))
	}
	bits, _, _ = Bits(Clean(0, 40, v), Clean(60, 40, v), 60, 0)
	if bits > 1e-9 {
		t.Errorf("an item already generalized takes %g bits, want none", bits)
	}
	if bits, _, _ = Bits(Clean(0.1, 0, v), Clean(0.1, 0, v), 0.1, 0.1); bits != 0 {
		t.Errorf("at initialization an item takes %g bits, want none", bits)
	}
}
