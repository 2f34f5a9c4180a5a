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
			loss, curvature := CrossEntropy(r), Curvature(r)
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

func TestStrengthenedAgreesWithAFreshStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, d := rapid.Float64Range(0, 5).Draw(t, "m"), rapid.Float64Range(-1, 20).Draw(t, "d")
		k := Clean(rapid.Float64Range(0, 12).Draw(t, "g"), rapid.Float64Range(2, 1e6).Draw(t, "v"))
		residual, nats := Strengthened(k.Residual(m), d)
		before, after := CrossEntropy(k.Residual(m)), CrossEntropy(k.Residual(m+d))
		if want := k.Residual(m + d); math.Abs(residual/want-1) > 1e-9 {
			t.Fatalf("residual %g, want %g", residual, want)
		}
		if math.Abs(nats-(before-after)) > 1e-9*(1+before) {
			t.Fatalf("nats %g, want %g", nats, before-after)
		}
	})
	// Where a difference of losses has no digits left.
	if _, nats := Strengthened(0.5, 1e-18); math.Abs(nats/0.5e-18-1) > 1e-12 {
		t.Errorf("a tiny strengthening takes off %g nats, want 0.5e-18", nats)
	}
}

func TestUntrainedItemCostsTheLossOfGuessing(t *testing.T) {
	for _, v := range []float64{2, 113, 1e9} {
		for _, k := range []Rivals{Clean(0, v), Mislabelled(0, v)} {
			if loss := CrossEntropy(k.Residual(0)); math.Abs(loss-math.Log(v)) > 1e-6 {
				t.Errorf("loss over %g classes: %g, want ln v", v, loss)
			}
		}
	}
}

// Memorizing one item from nothing to certainty takes log2(v) bits; of an item
// already generalized there is nothing left to store.
func TestBitsOfOneItem(t *testing.T) {
	const v = 113
	if _, nats := Strengthened(Clean(0, v).Residual(0), 60); math.Abs(nats/math.Ln2-math.Log2(v)) > 1e-9 {
		t.Errorf("an item memorized from nothing takes %g bits, want log2(113) = %g", nats/math.Ln2, math.Log2(v))
	}
	if _, nats := Strengthened(Clean(40, v).Residual(0), 60); nats > 1e-9 {
		t.Errorf("an item already generalized takes %g nats, want none", nats)
	}
}
