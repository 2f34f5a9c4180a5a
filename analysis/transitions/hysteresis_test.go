package transitions

import (
	"math"
	"testing"
)

// loop is a boundary that is met higher while Y grows, by so many decades.
func (s synthetic) loop(trial int, gap float64) Hysteresis {
	up, down := s, s
	up.xs, up.ys = logs(1000, 0.5, 3), shifted(trial, 600, 0.05, 20)
	down.xs, down.ys = up.xs, up.ys
	up.at = func(x float64) float64 { return critical(x) * math.Pow(10, gap) }
	down.at, down.name = critical, "of shrinking"
	return MeasureHysteresis(up.runs(trial), down.runs(trial), 0.5, LastRise, bootstrap(trial, 120))
}

func TestHysteresisIntervalsCover(t *testing.T) {
	for name, c := range map[string]synthetic{
		"noise":             {seeds: 11, width: 0.08, noise: 0.1},
		"thresholds differ": {seeds: 11, width: 0.08, jitter: 0.05, noise: 0.02},
		"own seeds":         {seeds: 11, width: 0.08, noise: 0.1, alone: true},
	} {
		t.Run(name, func(t *testing.T) {
			covers(t, func(trial int) []known {
				h := c.loop(trial, 0.12)
				return []known{{"at one size", 0.12, h.Gaps[1].Width}, {"mean", 0.12, h.Mean.Width}}
			})
			rarely(t, func(trial int) bool { return c.loop(trial, 0).Mean.P < 0.05 })
		})
	}
	t.Run("few seeds", func(t *testing.T) {
		c := synthetic{seeds: 5, width: 0.08, noise: 0.1}
		atLeast(t, func(trial int) []known {
			h := c.loop(trial, 0.12)
			return []known{{"at one size", 0.12, h.Gaps[1].Width}, {"mean", 0.12, h.Mean.Width}}
		})
		rarely(t, func(trial int) bool { return c.loop(trial, 0).Mean.P < 0.05 })
	})
}

// follow is the sign of the mean field m that minimizes m^4/4 - r m^2/2 - h m next to the one of the sign that it had: the
// cusp. For r > 0 two states coexist while |h| < 2 (r/3)^1.5, so the state that a growing field leaves at the upper end is
// left by a shrinking one at the lower end; for r < 0 there is one state.
func follow(sign, h, r float64) float64 {
	if edge := 2 * math.Pow(max(r, 0)/3, 1.5); math.Abs(h) < edge {
		return sign
	}
	return math.Copysign(1, h)
}

// cusp sweeps the field, log10 Y less what the seed adds to it, up and down again.
func (s synthetic) cusp(trial int, r float64) Hysteresis {
	fields, shifts := shifted(trial, 0.05, 0.05, 54), stream(trial, "shifts")
	var up, down []Run
	for seed := range int64(s.seeds) {
		m := -1.0
		shift := s.jitter * shifts.Normal(uint64(seed))
		for i := range 2 * len(fields) {
			list, y := &up, fields[min(i, len(fields)-1)]
			if i >= len(fields) {
				list, y = &down, fields[2*len(fields)-1-i]
			}
			m = follow(m, math.Log10(y)-shift, r)
			*list = append(*list, Run{X: 1, Y: y, Value: m, Seed: seed})
		}
	}
	return MeasureHysteresis(up, down, 0, LastRise, bootstrap(trial, 120))
}

func TestCuspHasItsHysteresis(t *testing.T) {
	c := synthetic{seeds: 7, jitter: 0.1}
	for _, r := range []float64{1, 0.5} {
		covers(t, func(trial int) []known {
			return []known{{"width", 4 * math.Pow(r/3, 1.5), c.cusp(trial, r).Gaps[0].Width}}
		})
	}
	rarely(t, func(trial int) bool { return c.cusp(trial, -0.5).Gaps[0].P < 0.05 })
}
