package circuits

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// ulps is the distance of two numbers in units in the last place of the second.
func ulps(got, want float64) float64 {
	return math.Abs(got-want) / (math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want))
}

func TestLogIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(
			rapid.Float64Range(0x1p-1022, math.MaxFloat64),
			rapid.Float64Range(0.5, 2),
			rapid.Map(rapid.Float64Range(-700, 700), math.Exp),
			rapid.Map(rapid.Float64Range(-30, -3), func(d float64) float64 { return 1 + math.Exp(d) }),
			rapid.Map(rapid.Float64Range(-30, -3), func(d float64) float64 { return 1 - math.Exp(d) }),
		).Draw(t, "x")
		if got, want := Log(x), math.Log(x); ulps(got, want) > 2 {
			t.Fatalf("Log(%g) = %.17g, library %.17g", x, got, want)
		}
	})
	for _, x := range []float64{0, 1, math.Inf(1), 0x1p-1060, 5e-324} {
		if got, want := Log(x), math.Log(x); got != want {
			t.Errorf("Log(%g) = %g, want %g", x, got, want)
		}
	}
	for _, x := range []float64{-1, math.Inf(-1), math.NaN()} {
		if got := Log(x); got == got {
			t.Errorf("Log(%g) = %g", x, got)
		}
	}
}

// The table is computed with whole numbers and exact sums.
func TestLogTableIsExact(t *testing.T) {
	for i, got := range logTable {
		from := math.Float64frombits(logFrom + uint64(i)<<(52-logBits))
		to := math.Float64frombits(logFrom + uint64(i+1)<<(52-logBits))
		want := logEntry{reciprocal: math.Round(0x1p20/((from+to)/2)) / 0x1p20}
		if from == 1 || to == 1 {
			want.reciprocal = 1 // so that ln x is precise near 1
		}
		minusLog := bigLog(want.reciprocal)
		exact, _ := minusLog.Float64()
		want.high = -math.Round(exact*0x1p42) / 0x1p42
		want.low, _ = minusLog.Add(minusLog, big.NewFloat(want.high)).Neg(minusLog).Float64()
		if got != want {
			t.Errorf("entry %d is %x, expected %x", i, got, want)
		}
	}
}

// bigLog is ln x for x from 0.7 to 1.5, to 70 bits: 2 artanh((x-1)/(x+1)) by its series.
func bigLog(x float64) *big.Float {
	of := func(v float64) *big.Float { return new(big.Float).SetPrec(80).SetFloat64(v) }
	s := of(0).Quo(of(x-1), of(x+1))
	square, power, term, sum := of(0).Mul(s, s), of(0).Set(s), of(0), of(0)
	for n := 1.0; n < 30; n += 2 {
		sum.Add(sum, term.Quo(power, of(n)))
		power.Mul(power, square)
	}
	return sum.Add(sum, sum)
}

func BenchmarkLog(b *testing.B) {
	for name, f := range map[string]func(float64) float64{"ours": Log, "library": math.Log} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for i := range b.N {
				sum += f(float64(i%4096)/100 + 0.01)
			}
			_ = sum
		})
	}
}
