package metrics

import (
	"math"
	"testing"
)

// Every row is finite at every margin, and loss and Brier score fall with the margin.
func TestRowsAreFiniteAndFall(t *testing.T) {
	for _, v := range []float64{2, 10, 113, 1e6, 1e9} {
		s := NewSoftmax(v)
		for r := range sigmaRows {
			row := transforms[r]()
			loss, brier := s.lossRow(row), s.brierRow(row)
			for k := range loss {
				margin := marginFrom + float64(k)*marginStep
				if math.IsNaN(loss[k]) || math.IsInf(loss[k], 0) || k > 0 && loss[k] >= loss[k-1] {
					t.Fatalf("v %g sigma %g margin %g(1+sigma): ln loss %g", v, row.sigma, margin, loss[k])
				}
				if !(brier[k] > -1e-9 && brier[k] < 2+1e-9) || k > 0 && brier[k] > brier[k-1]+1e-9 {
					t.Fatalf("v %g sigma %g margin %g(1+sigma): Brier %g", v, row.sigma, margin, brier[k])
				}
			}
		}
	}
}

// For two classes the loss depends on one normal difference: E[ln(1 + e^-d)] with
// d ~ Normal(margin, 2 sigma^2), which the test integrates by a plain sum.
func TestLossOfTwoClassesIsExactAtFarMargins(t *testing.T) {
	s := NewSoftmax(2)
	for _, sigma := range []float64{0.06, 0.5, 1, 1.4, 1.7, 1.95, 2.1, 4} {
		for b := -8.0; b <= 48; b += 1.7 {
			margin := b * (1 + sigma)
			want := 0.0
			const h = 0.002
			for x := -30.0; x <= 12; x += h {
				d := margin + sigma*math.Sqrt2*x
				softplus := math.Log1p(math.Exp(-d))
				if d < -30 {
					softplus = -d
				}
				want += h / math.Sqrt(2*math.Pi) * math.Exp(-x*x/2) * softplus
			}
			if got := s.Loss(margin, sigma); !(math.Abs(got/want-1) < 1e-4) {
				t.Errorf("sigma %g margin %g: loss %g, want %g", sigma, margin, got, want)
			}
		}
	}
}

func TestBelowTheSigmaRangeIsTheNoiselessSoftmax(t *testing.T) {
	for _, v := range []float64{2, 113, 1e6} {
		s := NewSoftmax(v)
		for _, sigma := range []float64{0, 1e-9, 1e-3, 0.03, 0.049} {
			for _, margin := range []float64{-600, -4, 0, 3, 10, 25, 49, 60} {
				wrong := math.Exp(-margin)
				want := math.Log1p((v - 1) * wrong)
				if margin < 0 {
					want = math.Log(math.Exp(margin)+v-1) - margin
				}
				if got := s.Loss(margin, sigma); !(math.Abs(got/want-1) < 0.003) {
					t.Errorf("v %g sigma %g margin %g: loss %g, want %g", v, sigma, margin, got, want)
				}
				// BrierAgainst has no noise, and a rival at 0 is one of the others.
				if got, want := s.Brier(margin, sigma), BrierAgainst(margin, 0, v); !(math.Abs(got-want) < 0.002) {
					t.Errorf("v %g sigma %g margin %g: Brier %g, want %g", v, sigma, margin, got, want)
				}
			}
		}
	}
}

func TestAboveTheSigmaRangeOnlyTheRatioCounts(t *testing.T) {
	for _, v := range []float64{2, 113, 1e6} {
		s := NewSoftmax(v)
		for _, ratio := range []float64{-9, -1, 0, 2, 11, 60} {
			loss, brier := s.Loss(ratio*sigmaMax, sigmaMax)/sigmaMax, s.Brier(ratio*sigmaMax, sigmaMax)
			for _, sigma := range []float64{1100, 3000, 1e5, 1e12, 1e100} {
				if got := s.Loss(ratio*sigma, sigma) / sigma; !(math.Abs(got-loss) <= 1e-9*loss) {
					t.Errorf("v %g ratio %g sigma %g: loss/sigma %g, %g at the table's end", v, ratio, sigma, got, loss)
				}
				if got := s.Brier(ratio*sigma, sigma); !(math.Abs(got-brier) < 1e-9) {
					t.Errorf("v %g ratio %g sigma %g: Brier %g, %g at the table's end", v, ratio, sigma, got, brier)
				}
			}
		}
		// For two classes the loss tends to E[max(0, -d)] with d ~ Normal(0, 2 sigma^2).
		if v == 2 {
			if got, want := s.Loss(0, 1e6)/1e6, 1/math.Sqrt(math.Pi); math.Abs(got/want-1) > 1e-4 {
				t.Errorf("loss/sigma %g, want %g", got, want)
			}
		}
	}
}

func TestNaNGivesNaN(t *testing.T) {
	nan := math.NaN()
	softmax, accuracy := NewSoftmax(10), NewAccuracy(10)
	for name, f := range map[string]func() float64{
		"accuracy":                  func() float64 { return accuracy.At(nan) },
		"loss, margin":              func() float64 { return softmax.Loss(nan, 1) },
		"loss, sigma":               func() float64 { return softmax.Loss(1, nan) },
		"loss, infinities":          func() float64 { return softmax.Loss(math.Inf(1), math.Inf(1)) },
		"Brier, margin":             func() float64 { return softmax.Brier(nan, 1) },
		"Brier, margin, wide":       func() float64 { return softmax.Brier(nan, 1e9) },
		"Brier, sigma":              func() float64 { return softmax.Brier(1, nan) },
		"quantile, p":               func() float64 { return binomialQuantile(0.5, 100, nan) },
		"quantile, u":               func() float64 { return binomialQuantile(nan, 100, 0.5) },
		"accuracy against, margin":  func() float64 { return NewAgainst(10).Accuracy(nan, 0, 1) },
		"accuracy against, rival":   func() float64 { return NewAgainst(10).Accuracy(math.Inf(-1), nan, 1) },
		"accuracy against, sigma":   func() float64 { return NewAgainst(10).Accuracy(1, 0, nan) },
		"accuracy against, classes": func() float64 { return NewAgainst(nan).Accuracy(99, 0, 1) },
		"accuracy against, both":    func() float64 { return NewAgainst(10).Accuracy(math.Inf(1), math.Inf(1), 1) },
		"Brier against, margin":     func() float64 { return BrierAgainst(nan, 0, 10) },
		"Brier against, rival":      func() float64 { return BrierAgainst(0, nan, 10) },
		"Brier against, both":       func() float64 { return BrierAgainst(math.Inf(1), math.Inf(1), 10) },
		"Brier against, classes":    func() float64 { return BrierAgainst(1, 0, nan) },
	} {
		t.Run(name, func(t *testing.T) {
			if got := f(); !math.IsNaN(got) {
				t.Errorf("%g", got)
			}
		})
	}
}

func TestInfiniteMarginsGiveTheLimit(t *testing.T) {
	inf := math.Inf(1)
	softmax, accuracy := NewSoftmax(10), NewAccuracy(10)
	for name, c := range map[string]struct{ got, want float64 }{
		"accuracy":                         {accuracy.At(inf), 1},
		"loss":                             {softmax.Loss(inf, 1), 0},
		"loss, margin -infinity":           {softmax.Loss(-inf, 1), inf},
		"loss, infinite sigma":             {softmax.Loss(3, inf), inf},
		"Brier":                            {softmax.Brier(inf, 1), 0},
		"accuracy against":                 {NewAgainst(10).Accuracy(inf, 3, 1), 1},
		"accuracy against, rival best":     {NewAgainst(10).Accuracy(3, inf, 1), 0},
		"accuracy against, both worst":     {NewAgainst(10).Accuracy(-inf, -inf, 1), 0},
		"accuracy against, no rival":       {NewAgainst(3).Accuracy(2, -inf, 1), math.Erfc(-1) / 2},
		"accuracy against, two far down":   {NewAgainst(2).Accuracy(-1e300, -1e300, 1e-9), 0.5},
		"accuracy against, infinite sigma": {NewAgainst(10).Accuracy(1, 3, inf), 0.1},
		"Brier against":                    {BrierAgainst(inf, 3, 10), 0},
		"Brier against, rival best":        {BrierAgainst(3, inf, 10), 2},
		"Brier against, rival worst":       {BrierAgainst(0, -inf, 3), 0.5},
		"Brier against, right class worst": {BrierAgainst(-inf, 0, 3), 1.5},
	} {
		if c.got != c.want && !(math.Abs(c.got-c.want) < 1e-7) {
			t.Errorf("%s: %g, want %g", name, c.got, c.want)
		}
	}
}
