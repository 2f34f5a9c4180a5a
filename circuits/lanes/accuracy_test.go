package lanes

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/circsim/circsim/internal/series"
)

// The references compute with this many bits.
const precision = 128

func number(x float64) *big.Float        { return new(big.Float).SetPrec(precision).SetFloat64(x) }
func zero() *big.Float                   { return new(big.Float).SetPrec(precision) }
func sumOf(a, b *big.Float) *big.Float   { return zero().Add(a, b) }
func product(a, b *big.Float) *big.Float { return zero().Mul(a, b) }

// preciseExpm1 is e^x - 1, by the series of x/2^k and k times (1+p)^2 - 1 = p (2+p).
func preciseExpm1(x *big.Float) *big.Float {
	k := max(x.MantExp(nil)+4, 0)
	r := zero().SetMantExp(x, -k)
	sum, term := zero(), number(1)
	for i := 1; i < 22; i++ {
		term.Quo(product(term, r), number(float64(i)))
		sum.Add(sum, term)
	}
	for range k {
		sum = product(sum, sumOf(sum, number(2)))
	}
	return sum
}

// preciseExp is e^x.
func preciseExp(x *big.Float) *big.Float {
	up := sumOf(preciseExpm1(zero().Abs(x)), number(1))
	if x.Sign() < 0 {
		return up.Quo(number(1), up)
	}
	return up
}

// preciseLog1p is ln(1+x) for 1+x above 1e-15, by Newton's method from the library's.
func preciseLog1p(x *big.Float) *big.Float {
	near, _ := x.Float64()
	y := number(math.Log1p(near))
	for range 2 {
		// y + (1+x)/e^y - 1
		e := preciseExpm1(zero().Neg(y))
		y.Add(y, sumOf(sumOf(e, x), product(e, x)))
	}
	return y
}

// preciseLog is ln x.
func preciseLog(x *big.Float) *big.Float {
	near, _ := x.Float64()
	y := number(math.Log(near))
	for range 2 {
		y.Add(y, sumOf(product(x, preciseExp(zero().Neg(y))), number(-1)))
	}
	return y
}

// ulps is the error of got in units in the last place of want.
func ulps(got float64, want *big.Float) float64 {
	nearest, _ := want.Float64()
	_, exponent := math.Frexp(nearest)
	e, _ := zero().Sub(number(got), want).Float64()
	return math.Abs(e) / math.Ldexp(1, exponent-53)
}

// worst is the largest error over many arguments, and the argument.
type worst struct{ ulps, at float64 }

func (w *worst) see(got float64, want *big.Float, at float64) {
	if e := ulps(got, want); !(e <= w.ulps) {
		w.ulps, w.at = e, at
	}
}

func (w *worst) within(t *testing.T, what string, most float64) {
	t.Helper()
	t.Logf("%s: at most %.2f units in the last place, at %g", what, w.ulps, w.at)
	if !(w.ulps <= most) {
		t.Errorf("%s is off by %.2f units in the last place at %g, want at most %g", what, w.ulps, w.at, most)
	}
}

const samples = 4000

func TestExponentialsAreAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var e, kept, less, tiny worst
	for i := range samples {
		x := 1416*random.Float64() - 708
		if i%2 == 0 {
			x = 4*random.Float64() - 2
		}
		p := preciseExpm1(number(x))
		e.see(exponential(x), preciseExp(number(x)), x)
		k, l := growth(x)
		kept.see(k, preciseExp(number(x)), x)
		less.see(l, p, x)
		x = math.Exp(-60 * random.Float64())
		if i%2 == 0 {
			x = -x
		}
		_, l = growth(x)
		tiny.see(l, preciseExpm1(number(x)), x)
	}
	e.within(t, "e^x", 1)
	kept.within(t, "growth's e^x", 1)
	less.within(t, "e^x - 1", 2)
	tiny.within(t, "e^x - 1 of tiny x", 2)
}

func TestExponentialsAtTheEnds(t *testing.T) {
	inf := math.Inf(1)
	most, mostLess1 := growth(709.4)
	for _, c := range []struct{ x, exp, kept, less1 float64 }{
		{0, 1, 1, 0}, {math.Copysign(0, -1), 1, 1, 0}, {1e-320, 1, 1, 1e-320},
		{-709, 0, 0, -1}, {-inf, 0, 0, -1}, {-1e300, 0, 0, -1},
		{709.8, inf, most, mostLess1}, {inf, inf, most, mostLess1}, {1e300, inf, most, mostLess1},
	} {
		if got := exponential(c.x); got != c.exp {
			t.Errorf("e^%g = %g, want %g", c.x, got, c.exp)
		}
		if kept, less1 := growth(c.x); kept != c.kept || less1 != c.less1 {
			t.Errorf("growth(%g) = %g and %g, want %g and %g", c.x, kept, less1, c.kept, c.less1)
		}
	}
	a := exponential(math.NaN())
	b, c := growth(math.NaN())
	if a == a || b == b || c == c {
		t.Errorf("of NaN: %g, %g and %g", a, b, c)
	}
}

func TestLogarithmIsAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var small, large worst
	for i := range samples {
		x := math.Exp(-60 * random.Float64()) // up to 1
		if i%2 == 0 {
			x *= -0.5
		}
		small.see(-minusLog1p(1+x, x), preciseLog1p(number(x)), x)
		sum := math.Exp(1400*random.Float64() - 700)
		if sum < 0.5 || sum > 2 {
			large.see(-minusLog1p(sum, sum-1), preciseLog(number(sum)), sum)
		}
	}
	// 1+x is rounded where it is not within sqrt(1/2) to sqrt(2).
	small.within(t, "ln(1+x)", 2.5)
	large.within(t, "ln sum", 1)
}

// Items from sure of their label to sure of another, from hardly grown to saturated.
func TestAnswersAreAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	one := number(1)
	var residuals, falls worst
	for i := range samples {
		d := math.Exp(55*random.Float64() - 50) // to 150
		if i%8 == 0 {
			d = -d / 1000
		}
		smaller := math.Exp(-60*random.Float64()) / 2
		right := number(smaller)
		wrong := zero().Sub(one, right)
		if i%2 == 0 {
			right, wrong = wrong, right
		}
		r, _ := right.Float64()
		w, _ := wrong.Float64()
		residual, fall := Strengthened(d, r, w)
		left := product(wrong, preciseExp(number(-d)))
		sum := sumOf(right, left)
		residuals.see(residual, zero().Quo(left, sum), d)
		if d > 0 {
			against := product(wrong, preciseExpm1(number(-d)))
			want := preciseLog(sum)
			if near, _ := sum.Float64(); near > 0.5 {
				want = preciseLog1p(against)
			}
			falls.see(-fall, want, d)
		}
	}
	residuals.within(t, "the residual", 4)
	falls.within(t, "the fall of the loss", 4)
}

// From a label that all circuits support to one that they oppose.
func TestRivalsAreAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	one := number(1)
	var odds, rights, wrongs worst
	for range samples {
		g, m, others := 200*random.Float64()-100, 5*random.Float64(), math.Exp(20*random.Float64())
		down := math.Exp(-m)
		var o, right, wrong [1]float64
		Oppose(o[:], right[:], wrong[:], []float64{g}, []float64{others}, []float64{down})
		exact := product(number(others), preciseExp(number(-g)))
		odds.see(o[0], exact, g)
		against := product(exact, number(down))
		rights.see(right[0], zero().Quo(one, sumOf(one, against)), g)
		wrongs.see(wrong[0], zero().Quo(against, sumOf(one, against)), g)
	}
	odds.within(t, "the odds", 2)
	rights.within(t, "the probability of the label", 4)
	wrongs.within(t, "that of the others", 4)
	var o, right, wrong [2]float64
	Oppose(o[:], right[:], wrong[:], []float64{800, -800}, []float64{9, 9}, []float64{1, 1})
	if right != [2]float64{1, 1 / series.MostOdds} || wrong != [2]float64{0, 1} {
		t.Errorf("beyond all numbers: right %g, wrong %g", right, wrong)
	}
}

func TestAnswersAtTheExtremes(t *testing.T) {
	for _, c := range []struct{ d, right, residual, fall float64 }{
		{0, 0.25, 0.75, 0},
		{1e-18, 0.5, 0.5, 0.5e-18},
		{1e5, 0.5, 0, math.Ln2},
		{1e5, 1e-300, 0, 300 * math.Ln10},
		{1e-18, 1e-300, 1, 1e-18},
		{1, 1, 0, 0},
	} {
		residual, fall := Strengthened(c.d, c.right, 1-c.right)
		if math.Abs(residual-c.residual) > 1e-15*c.residual || math.Abs(fall-c.fall) > 1e-15*c.fall {
			t.Errorf("grown by %g from %g: residual %g and fall %g, want %g and %g", c.d, c.right, residual, fall, c.residual, c.fall)
		}
	}
}

func TestTicketsOccupyTheirShares(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var slopes, shares worst
	for range samples {
		initial := math.Exp(-30*random.Float64() + 1)
		grown := math.Exp(-30*random.Float64() + 3)
		strength := initial + grown
		var slope [1]float64
		_, share := Tickets(slope[:], []float64{strength}, []float64{initial}, []float64{math.Exp(-initial)})
		e, from := preciseExp(number(-strength)), preciseExp(number(-initial))
		if e := ulps(slope[0], e) / (1 + strength); e > slopes.ulps {
			slopes = worst{e, strength}
		}
		shares.see(share, zero().Sub(from, e), strength)
	}
	slopes.within(t, "slope, divided by 1 + strength", 2)
	shares.within(t, "share", 4)
	slope := []float64{1, 1, 1}
	level, share := Tickets(slope, []float64{0, 0.5, 0.25}, []float64{0, 0.5, 0.5}, []float64{1, 1, 1})
	if level != 0.75 || share != 0 || slope[0] != 0 || slope[1] != 0 || slope[2] != 0 {
		t.Errorf("not above the initial strength: level %g, share %g, slopes %g", level, share, slope)
	}
}

// Growth since initialization keeps its digits however small it is.
func TestRegrowthIsAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const initial = 1e-3
	start := math.Log(initial)
	var strengths, growths worst
	for i := range samples {
		y := start + math.Exp(-30*random.Float64()+2.2)
		if i%4 == 0 {
			y = start - math.Exp(-30*random.Float64()+2.2)
		}
		var strength, grown [1]float64
		Regrow(strength[:], grown[:], []float64{y}, start, initial)
		want := product(number(initial), preciseExpm1(number(y-start)))
		growths.see(grown[0], want, y)
		strengths.see(strength[0], product(number(initial), preciseExp(number(y-start))), y)
	}
	growths.within(t, "growth", 2.5)
	strengths.within(t, "strength", 2)
}

func TestMaxAbs(t *testing.T) {
	inf, nan := math.Inf(-1), math.NaN()
	for _, c := range []struct {
		x    []float64
		want float64
	}{{nil, 0}, {[]float64{1, -3, 2}, 3}, {[]float64{1, inf}, math.Inf(1)}, {[]float64{inf, nan, 1}, nan}} {
		if got := MaxAbs(c.x); got != c.want && !(got != got && c.want != c.want) {
			t.Errorf("MaxAbs(%g) = %g, want %g", c.x, got, c.want)
		}
	}
}

// The order of additions is part of what a sum is.
func TestSumsAddByLane(t *testing.T) {
	x := make([]float64, 21)
	var lanes [8]float64
	for i := range x {
		x[i] = math.Exp(float64(i*7%11)) / 3
		lanes[i%8] += x[i]
	}
	want := ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
	if level, _ := Tickets(make([]float64, 21), x, make([]float64, 21), make([]float64, 21)); level != want {
		t.Errorf("sum %g, want %g", level, want)
	}
}
