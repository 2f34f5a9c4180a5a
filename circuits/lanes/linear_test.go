package lanes

import (
	"math"
	"math/rand/v2"
	"testing"
)

// near compares to a relative error, with an absolute one of scale.
func near(t *testing.T, what string, got, want, tolerance, scale float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*(math.Abs(want)+scale)) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// Eliminating the agents, solving for the fields and spreading their changes solves
// (shift I - D - A B) x = b.
func TestEliminationSolvesTheSystem(t *testing.T) {
	const n, shift = 21, 40
	random := rand.New(rand.NewPCG(1, 2))
	draw := func() []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = random.NormFloat64()
		}
		return x
	}
	local, b, inverse := draw(), draw(), make([]float64, n)
	by, to := [3][]float64{draw(), draw(), draw()}, [3][]float64{draw(), draw(), draw()}
	var m [3][4]float64 // I - B inverse A, then B inverse b
	m[0][0], m[0][1], m[1][0], m[1][1] = Eliminate(inverse, local, by[0], by[1], to[0], to[1], shift)
	m[0][2], m[1][2], m[2][0], m[2][1], m[2][2] = EliminatePace(inverse, by[0], by[1], by[2], to[0], to[1], to[2])
	m[0][3], m[1][3] = Project(b, inverse, to[0], to[1])
	m[2][3] = ProjectPace(b, inverse, to[2])
	for i := range m {
		for k := range m {
			m[i][k] = -m[i][k]
		}
		m[i][i]++
	}
	for i := range m { // Gauss-Jordan: m is near the identity
		for k := range m {
			if f := m[k][i] / m[i][i]; k != i {
				for c := range m[k] {
					m[k][c] -= f * m[i][c]
				}
			}
		}
	}
	x := append([]float64(nil), b...)
	v := [3]float64{m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]}
	SpreadPace(x, inverse, by[0], by[1], by[2], v[0], v[1], v[2])
	for i := range x {
		got := (shift - local[i]) * x[i]
		for f := range by {
			for k := range x {
				got -= by[f][i] * to[f][k] * x[k]
			}
		}
		near(t, "(shift I - J) x", got, b[i], 1e-12, 1)
	}
	y := append([]float64(nil), b...)
	Spread(y, inverse, by[0], by[1], v[0], v[1])
	z := append([]float64(nil), b...)
	SpreadPace(z, inverse, by[0], by[1], by[2], v[0], v[1], 0)
	for i := range y {
		near(t, "b spread without the pace", y[i], z[i], 1e-15, 0)
	}
}

// Moving the fields and responding to them is the product with D + A B.
func TestResponseIsTheProductWithTheJacobian(t *testing.T) {
	const n = 21
	random := rand.New(rand.NewPCG(1, 2))
	draw := func() []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = random.NormFloat64()
		}
		return x
	}
	local, x, product := draw(), draw(), make([]float64, n)
	by, to := [3][]float64{draw(), draw(), draw()}, [3][]float64{draw(), draw(), draw()}
	dense := func(i, fields int) float64 {
		sum := local[i] * x[i]
		for f := range fields {
			for k := range x {
				sum += by[f][i] * to[f][k] * x[k]
			}
		}
		return sum
	}
	field, free := Gather(x, to[0], to[1])
	Respond(product, x, local, by[0], by[1], field, free)
	for i, got := range product {
		near(t, "J x", got, dense(i, 2), 1e-13, 1)
	}
	RespondPace(product, x, local, by[0], by[1], by[2], field, free, GatherPace(x, to[2]))
	for i, got := range product {
		near(t, "J x with the pace", got, dense(i, 3), 1e-13, 1)
	}
}

// The slopes are those of Rates and of the sums of Answer, by central differences.
func TestSlopesAreThoseOfRatesAndAnswers(t *testing.T) {
	const (
		classes, price, slope, perNat = 10, 0.6, 0.8, -0.03
		gain, weight, items, square   = 0.4, 0.25, 7, 0.3
		initial, decay                = 0.01, 1e-3
		h                             = 1e-5
	)
	one := func(x float64) []float64 { return []float64{x} }
	start := func(g float64) (right, wrong float64) {
		odds := (classes - 1) * math.Exp(-g)
		return 1 / (1 + odds*math.Exp(-initial)), 1 / (1 + math.Exp(initial)/odds)
	}
	// at computes a rate, and the fields, at a log strength y and a logit g.
	at := func(y, g, price float64) (rate, pull, free, lnPower, residual, strength, grown float64) {
		var s, d, r, speed [1]float64
		Regrow(s[:], d[:], one(y), math.Log(initial), initial)
		right, wrong := start(g)
		pull, nats, power := AnswerPower(r[:], d[:], one(weight), one(items), one(square), right, wrong)
		Rates(speed[:], one(gain), r[:], one(decay), price, 2)
		return speed[0], pull, perNat * nats, power, r[0], s[0], d[0]
	}
	const y, g = 0.7, 1.3
	_, _, _, _, residual, strength, grown := at(y, g, price)
	var local, byField, byFree, byPace, toField, toFree, toPace [1]float64
	RateSlopes(local[:], byField[:], byFree[:], byPace[:], one(gain), one(strength), one(residual), price, slope, 1, 2)
	_, wrong := start(g)
	pullByG, freeByG := FieldSlopes(toField[:], toFree[:], one(strength), one(residual), one(grown), one(weight), one(items), 1, 0, perNat, wrong)
	powerByG := PaceSlopes(toPace[:], one(strength), one(residual), one(square), 1, 2)

	rateUp, pullUp, freeUp, powerUp, _, _, _ := at(y+h, g, price)
	rateDown, pullDown, freeDown, powerDown, _, _, _ := at(y-h, g, price)
	near(t, "rate by strength", local[0], (rateUp-rateDown)/(2*h), 1e-8, 0)
	near(t, "pull by strength", toField[0], (pullUp-pullDown)/(2*h), 1e-8, 0)
	near(t, "free budget by strength", toFree[0], (freeUp-freeDown)/(2*h), 1e-8, 0)
	near(t, "power by strength", toPace[0], (powerUp-powerDown)/(2*h), 1e-8, 0)
	rateUp, pullUp, freeUp, powerUp, _, _, _ = at(y, g+h, price)
	rateDown, pullDown, freeDown, powerDown, _, _, _ = at(y, g-h, price)
	near(t, "rate by logit", byField[0], (rateUp-rateDown)/(2*h), 1e-8, 0)
	near(t, "pull by logit", pullByG, (pullUp-pullDown)/(2*h), 1e-8, 0)
	near(t, "free budget by logit", freeByG, (freeUp-freeDown)/(2*h), 1e-8, 0)
	near(t, "power by logit", powerByG, (powerUp-powerDown)/(2*h), 1e-8, 0)
	rateUp, _, _, _, _, _, _ = at(y, g, price+h*slope)
	rateDown, _, _, _, _, _, _ = at(y, g, price-h*slope)
	near(t, "rate by free budget", byFree[0], (rateUp-rateDown)/(2*h), 1e-8, 0)
	rateUp, _, _, _, _, _, _ = at(y, g, price*math.Exp(h))
	rateDown, _, _, _, _, _, _ = at(y, g, price*math.Exp(-h))
	near(t, "rate by pace", byPace[0], (rateUp-rateDown)/(2*h), 1e-8, 0)
}

// An item that has not grown stores nothing, and takes nothing of the free budget.
func TestWeakenedItemsTakeNoBudget(t *testing.T) {
	toField, toFree := []float64{1, 1}, []float64{1, 1}
	ones := []float64{1, 1}
	_, freeByG := FieldSlopes(toField, toFree, ones, []float64{0.5, 0.5}, []float64{0, -1e-3}, ones, ones, 1, 0, -1, 0.9)
	if toFree[0] != 0 || toFree[1] != 0 || freeByG != 0 {
		t.Errorf("free budget by strength %g, by logit %g, want 0", toFree, freeByG)
	}
}

// The slopes are those of RatesOfPower and of the shares of Tickets.
func TestSlopesAreThoseOfTickets(t *testing.T) {
	const depth, gain, felt, price, slope, perParam, initial, h = 3, 0.4, 0.3, 0.6, 0.8, -0.01, 1e-3, 1e-5
	const elasticity = 1 - 2./depth
	one := func(x float64) []float64 { return []float64{x} }
	at := func(y, felt, price float64) (rate, free, occupied float64) {
		var power, speed, of [1]float64
		Powers(power[:], one(y), one(elasticity))
		RatesOfPower(speed[:], one(gain), power[:], felt*price, 1e-3, depth)
		_, share := Tickets(of[:], one(math.Exp(y)), one(initial), one(math.Exp(-initial)))
		return speed[0], perParam * share, of[0]
	}
	const y = 0.7
	_, _, occupied := at(y, felt, price)
	var local, byField, byFree, byPace, toFree [1]float64
	RateSlopesOfPower(local[:], byField[:], byFree[:], byPace[:], one(gain), one(math.Exp(elasticity*y)), felt, price, slope, elasticity, depth)
	FreeSlopes(toFree[:], one(occupied), one(math.Exp(y)), perParam)
	for _, c := range []struct {
		what         string
		got          float64
		dy, df, dp   float64
		ofFreeBudget bool
	}{
		{"rate by strength", local[0], 1, 0, 0, false},
		{"rate by pull", byField[0], 0, 1, 0, false},
		{"rate by free budget", byFree[0], 0, 0, slope, false},
		{"rate by pace", byPace[0], 0, 0, price, false},
		{"free budget by strength", toFree[0], 1, 0, 0, true},
	} {
		rateUp, freeUp, _ := at(y+h*c.dy, felt+h*c.df, price+h*c.dp)
		rateDown, freeDown, _ := at(y-h*c.dy, felt-h*c.df, price-h*c.dp)
		up, down := rateUp, rateDown
		if c.ofFreeBudget {
			up, down = freeUp, freeDown
		}
		near(t, c.what, c.got, (up-down)/(2*h), 1e-8, 0)
	}
}

func TestLossesAreCrossEntropies(t *testing.T) {
	for _, against := range []float64{-800, -700, -40, -1, -1e-9, 0, 1e-9, 0.5, 3, 40, 700, 800, 1e5} {
		want := math.Log1p(math.Exp(-math.Abs(against))) + max(against, 0)
		near(t, "loss", Losses([]float64{1}, []float64{0.5}, against+1), want/2, 1e-12, 0)
	}
	if got := Losses([]float64{math.NaN()}, []float64{1}, 1); got == got {
		t.Errorf("loss of NaN: %g", got)
	}
}

// A grid of the values of a cubic polynomial gives them everywhere within, and the
// values at the ends beyond.
func TestAccuraciesInterpolateTheGrid(t *testing.T) {
	p := func(d float64) float64 { return -0.1 - 0.02*(3-d) - 0.003*(3-d)*(3-d)*(3-d) }
	g := Grid{Logs: make([]float64, 15), From: -4, Step: 0.5}
	for i := range g.Logs {
		g.Logs[i] = p(-4 + 0.5*float64(i))
	}
	for d := -6.0; d < 6; d += 0.0625 {
		want := math.Exp(p(min(max(d, -4), 3)))
		near(t, "accuracy", Accuracies([]float64{2*d - 1}, []float64{0.5}, 1, 2, &g), want/2, 1e-13, 0)
	}
	g.Logs[14] = 1
	if got := Accuracies([]float64{100}, []float64{1}, 0, 1, &g); got != 1 {
		t.Errorf("accuracy %g, want at most 1", got)
	}
	if got := Accuracies([]float64{math.NaN()}, []float64{1}, 0, 1, &g); got == got {
		t.Errorf("accuracy of NaN: %g", got)
	}
}

func TestCombineAddsInOrder(t *testing.T) {
	base, a, b := []float64{1, 2}, []float64{1e20, 1}, []float64{-1e20, 1}
	dst := make([]float64, 2)
	Combine(dst, base, []float64{1, 1}, a, b)
	if dst[0] != 0 || dst[1] != 4 {
		t.Errorf("with a base: %g", dst)
	}
	Combine(dst, nil, []float64{2, 3}, a, b)
	if dst[0] != -1e20 || dst[1] != 5 {
		t.Errorf("without: %g", dst)
	}
	Combine(dst, base, nil)
	if dst[0] != 1 || dst[1] != 2 {
		t.Errorf("without stages: %g", dst)
	}
}

// Slices are as long as the first, or the call panics before it reads.
func TestShortSlicesPanic(t *testing.T) {
	for _, c := range calls {
		for short := range c.writes + c.reads {
			if short == 0 {
				continue
			}
			all := make([][]float64, c.writes+c.reads)
			for i := range all {
				all[i] = make([]float64, 9)
			}
			all[short] = all[short][:8]
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: slice %d of 8 elements beside others of 9", c.name, short)
					}
				}()
				c.run(all[:c.writes], all[c.writes:], c.numbers)
			}()
		}
	}
}
