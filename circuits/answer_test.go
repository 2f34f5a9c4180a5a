package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The losses as docs/model.md writes them.
func cleanLoss(m, g, v float64) float64 { return math.Log1p((v - 1) * math.Exp(-(m + g))) }
func mislabelledLoss(m, g, v float64) float64 {
	return math.Log(math.Exp(m)+math.Exp(g)+v-2) - m
}

// Residuals are the negative slopes of the loss, and their slopes those that
// the Jacobian uses: checked by central differences.
func TestResidualsAreTheSlopesOfTheLoss(t *testing.T) {
	for name, c := range map[string]struct {
		rivals func(g, v float64) Rivals
		loss   func(m, g, v float64) float64
	}{
		"clean": {Clean, cleanLoss}, "mislabelled": {Mislabelled, mislabelledLoss},
	} {
		rapid.Check(t, func(t *rapid.T) {
			m, g := rapid.Float64Range(-3, 15).Draw(t, "m"), rapid.Float64Range(-3, 15).Draw(t, "g")
			v := rapid.Float64Range(2, 500).Draw(t, "v")
			const h = 1e-5
			k := c.rivals(g, v)
			up, down := c.rivals(g+h, v), c.rivals(g-h, v)
			r := k.Residual(m)
			loss, curvature := k.Loss(m), r*(1-r)
			for _, d := range []struct {
				what      string
				got, want float64
			}{
				{"loss", loss, c.loss(m, g, v)},
				{"what memorization feels", r, -(c.loss(m+h, g, v) - c.loss(m-h, g, v)) / (2 * h)},
				{"what generalization feels", k.Push * r, -(c.loss(m, g+h, v) - c.loss(m, g-h, v)) / (2 * h)},
				{"slope in m", -curvature, (k.Residual(m+h) - k.Residual(m-h)) / (2 * h)},
				{"slope in g", -k.Push * curvature, (up.Residual(m) - down.Residual(m)) / (2 * h)},
				{"slope of what generalization feels", k.Slope*r - k.Push*k.Push*curvature, (up.Push*up.Residual(m) - down.Push*down.Residual(m)) / (2 * h)},
			} {
				if math.Abs(d.got-d.want) > 1e-8*(1+v) {
					t.Fatalf("%s: %s = %g, want %g", name, d.what, d.got, d.want)
				}
			}
		})
	}
}

func start(k Rivals, m float64) Start { return Start{k.Right(m), k.Residual(m)} }

func TestStrengthenedAgreesWithAFreshStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, d := rapid.Float64Range(0, 5).Draw(t, "m"), rapid.Float64Range(-1, 90).Draw(t, "d")
		g, v := rapid.Float64Range(0, 80).Draw(t, "g"), rapid.Float64Range(2, 1e6).Draw(t, "v")
		for name, k := range map[string]Rivals{"clean": Clean(g, v), "mislabelled": Mislabelled(g, v)} {
			residual, nats := start(k, m).Strengthened(d)
			if want := k.Residual(m + d); math.Abs(residual/want-1) > 1e-9 {
				t.Fatalf("%s: residual %g, want %g", name, residual, want)
			}
			if want := k.Loss(m) - k.Loss(max(m+d, m)); math.Abs(nats-want) > 1e-9*(1+k.Loss(m)) {
				t.Fatalf("%s: nats %g, want %g", name, nats, want)
			}
		}
	})
	// Where a difference of losses has no digits left.
	if _, nats := (Start{0.5, 0.5}).Strengthened(1e-18); math.Abs(nats/0.5e-18-1) > 1e-12 {
		t.Errorf("a tiny strengthening takes off %g nats, want 0.5e-18", nats)
	}
}

// Against a generalization that is sure of the true class a wrong label costs
// its logit, and memorization saturates once it has overcome it.
func TestWrongLabelAgainstCertainty(t *testing.T) {
	k := Mislabelled(60, 10)
	if loss := k.Loss(0); math.Abs(loss-60) > 1e-9 {
		t.Errorf("loss %g, want 60", loss)
	}
	if residual, nats := start(k, 0).Strengthened(80); residual > 1e-8 || math.Abs(nats-60) > 1e-6 {
		t.Errorf("overcome by 20: residual %g, %g nats; want about e^-20 and 60", residual, nats)
	}
}

func TestUntrainedItemCostsTheLossOfGuessing(t *testing.T) {
	for _, v := range []float64{2, 113, 1e9} {
		for _, k := range []Rivals{Clean(0, v), Mislabelled(0, v)} {
			if loss := k.Loss(0); math.Abs(loss-math.Log(v)) > 1e-12*loss {
				t.Errorf("loss over %g classes: %g, want ln v", v, loss)
			}
		}
	}
}

// Memorizing one item from nothing to certainty takes log2(v) bits; of an item
// already generalized there is nothing left to store.
func TestBitsOfOneItem(t *testing.T) {
	const v = 113
	if _, nats := start(Clean(0, v), 0).Strengthened(60); math.Abs(nats/math.Ln2-math.Log2(v)) > 1e-9 {
		t.Errorf("an item memorized from nothing takes %g bits, want log2(113) = %g", nats/math.Ln2, math.Log2(v))
	}
	if _, nats := start(Clean(40, v), 0).Strengthened(60); nats > 1e-9 {
		t.Errorf("an item already generalized takes %g nats, want none", nats)
	}
}
