package metrics

import (
	"fmt"
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// sample estimates the expectations of the tables from n draws of the logits.
func sample(v int, margin, sigma float64, n int) (loss, brier, accuracy float64) {
	noise := random.NewStream(7, "metrics", fmt.Sprint(v, margin, sigma))
	z := make([]float64, v)
	counter := uint64(0)
	for range n {
		top := math.Inf(-1)
		for j := range z {
			z[j] = sigma * noise.Normal(counter)
			counter++
			if j == 0 {
				z[j] += margin
			}
			top = max(top, z[j])
		}
		sum := 0.0
		for _, x := range z {
			sum += math.Exp(x - top)
		}
		loss += top + math.Log(sum) - z[0]
		for j, x := range z {
			p := math.Exp(x-top) / sum
			if j == 0 {
				p = 1 - p
			}
			brier += p * p
		}
		if z[0] == top {
			accuracy++
		}
	}
	f := float64(n)
	return loss / f, brier / f, accuracy / f
}

func TestExpectationsAgreeWithSampling(t *testing.T) {
	const n = 40_000
	for _, v := range []int{2, 10, 113} {
		softmax, table := NewSoftmax(float64(v)), NewAccuracy(float64(v))
		for _, sigma := range []float64{0.3, 1, 2.5, 7} {
			for _, margin := range []float64{0, 1.7, 4, 11} {
				loss, brier, accuracy := sample(v, margin, sigma, n/max(1, v/10))
				tolerance := 4 / math.Sqrt(float64(n/max(1, v/10)))
				if got := softmax.Loss(margin, sigma); math.Abs(got-loss) > tolerance*(0.02+1.5*sigma) {
					t.Errorf("v %d margin %g sigma %g: loss %g, sampled %g", v, margin, sigma, got, loss)
				}
				if got := softmax.Brier(margin, sigma); math.Abs(got-brier) > tolerance {
					t.Errorf("v %d margin %g sigma %g: Brier %g, sampled %g", v, margin, sigma, got, brier)
				}
				if got := table.At(margin / sigma); math.Abs(got-accuracy) > tolerance/2 {
					t.Errorf("v %d margin %g sigma %g: accuracy %g, sampled %g", v, margin, sigma, got, accuracy)
				}
			}
		}
	}
}

func TestLossWithoutNoiseIsThatOfASoftmax(t *testing.T) {
	for _, v := range []float64{2, 113, 1e6} {
		s := NewSoftmax(v)
		for _, margin := range []float64{0, 0.5, 3, 10, 25} {
			// At sigma = 0.05 the second-order term of the expectation is at most sigma^2 (v-1)/v.
			want := math.Log1p((v - 1) * math.Exp(-margin))
			if got := s.Loss(margin, 0.05); math.Abs(got-want) > 0.0026*math.Max(want, 1e-300) && math.Abs(got-want) > 0.0026 {
				t.Errorf("v %g margin %g: %g, want %g", v, margin, got, want)
			}
		}
	}
}

// Between the grid's values of sigma, the tables agree with a row computed at that sigma.
func TestTablesInterpolateToOneInTenThousand(t *testing.T) {
	for _, v := range []float64{2, 10, 113, 50_000} {
		s := NewSoftmax(v)
		for _, sigma := range []float64{0.07, 0.33, 0.9, 1.9, 2.1, 5.3, 17, 140} {
			exact := newTransform(sigma)
			loss, brier := s.lossRow(exact), s.brierRow(exact)
			for k := 2; k < marginValues-2; k += 3 {
				margin := (marginFrom + float64(k)*marginStep) * (1 + sigma)
				want := math.Exp(loss[k] * (1 + sigma))
				if got := s.Loss(margin, sigma); want > 1e-12 && !(math.Abs(got/want-1) < 1e-4) {
					t.Fatalf("v %g sigma %g margin %g: loss %g, row %g", v, sigma, margin, got, want)
				}
				if got := s.Brier(margin, sigma); math.Abs(got-brier[k]) > 1e-4 {
					t.Fatalf("v %g sigma %g margin %g: Brier %g, row %g", v, sigma, margin, got, brier[k])
				}
			}
		}
	}
}

func TestAccuracyLimits(t *testing.T) {
	for _, v := range []float64{2, 10, 113, 1e9} {
		a := NewAccuracy(v)
		if got := a.At(0); math.Abs(got*v-1) > 1e-5 {
			t.Errorf("v %g: accuracy at margin 0 is %g, want 1/v", v, got)
		}
		if got := a.At(40); got < 1-1e-9 {
			t.Errorf("v %g: accuracy at a huge margin is %g", v, got)
		}
	}
	// Two classes: the difference of two logits has variance 2 sigma^2.
	a := NewAccuracy(2)
	for d := -3.0; d < 5; d += 0.37 {
		want := math.Erfc(-d/2) / 2
		if got := a.At(d); math.Abs(got-want) > 1e-6 {
			t.Errorf("accuracy(%g) = %g, want %g", d, got, want)
		}
	}
}

// Sure is the first node of the table from which on the accuracy is high enough.
func TestSureIsTheLeastSuchMargin(t *testing.T) {
	for _, v := range []float64{2, 10, 113, 1e6} {
		a := NewAccuracy(v)
		for _, rest := range []float64{1e-2, 1e-4, 1e-8} {
			sure := a.Sure(rest)
			for d := sure; d < accuracyTo; d += accuracyStep / 4 {
				if got := a.At(d); !(got >= 1-rest) {
					t.Errorf("v %g rest %g: sure from %g on, but accuracy %g at %g", v, rest, sure, got, d)
					break
				}
			}
			if got := a.At(sure - accuracyStep); !(got < 1-rest) {
				t.Errorf("v %g rest %g: sure from %g on, but accuracy %g a node before", v, rest, sure, got)
			}
		}
	}
}

func BenchmarkLoss(b *testing.B) {
	s := NewSoftmax(113)
	x := 0.0
	for i := range b.N {
		x += s.Loss(float64(i%100)/7, 0.3+float64(i%37)/10)
	}
	_ = x
}

func BenchmarkLossRow(b *testing.B) {
	s := NewSoftmax(113)
	for _, sigma := range []float64{0.5, 5} {
		b.Run(fmt.Sprint(sigma), func(b *testing.B) {
			for range b.N {
				s.lossRow(newTransform(sigma))
			}
		})
	}
}
