package lanes

import (
	"math/rand/v2"
	"testing"
)

// Where all elements are alike, the kernels that take numbers by element give what those give that take them once, and their terms
// add up to the same sums, to the bit.
func TestNumbersByElementAreThoseOfAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const right, wrong, earned, depth, decay = 0.125, 0.875, 0.5, 3., 1e-3
	for n := range 40 {
		draw := func(from, to float64) []float64 {
			x := make([]float64, n)
			for i := range x {
				x[i] = from + (to-from)*random.Float64()
			}
			return x
		}
		all := func(x float64) []float64 { return draw(x, x) }
		check := func(what string, got, want []float64) {
			t.Helper()
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%s, %d of %d: %x, want %x", what, i, n, got[i], want[i])
				}
			}
		}
		a, b, c, d := draw(0, 0), draw(0, 0), draw(0, 0), draw(0, 0)

		grown, weight, items := draw(-1e-3, 12), draw(0, 1), draw(0, 1e4)
		pull, nats := Answer(a, grown, weight, items, right, wrong)
		AnswerEach(b, c, d, grown, weight, items, all(right), all(wrong))
		check("residual", b, a)
		check("pull and nats", totals(c, d), []float64{pull, nats})

		strength, initial, kept := draw(0, 8), draw(0, 1), draw(0.4, 1)
		level, share := Tickets(a, strength, initial, kept)
		TicketsEach(b, c, strength, initial, kept)
		check("slope", b, a)
		check("level and share", totals(strength, c), []float64{level, share})

		RatesOfPower(a, weight, kept, earned, decay, depth)
		RatesOfPowerEach(b, weight, kept, all(earned), all(depth), decay)
		check("rate", b, a)
	}
}

// totals are the sums over two slices.
func totals(x, y []float64) []float64 {
	var ofX, ofY [1]float64
	Sums(ofX[:], ofY[:], x, y, []int{len(x)})
	return []float64{ofX[0], ofY[0]}
}
