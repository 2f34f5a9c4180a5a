package scalinglaws

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Gradients and Hessians are those of differences, at random parameters of every law.
func TestDerivativesOfLaws(t *testing.T) {
	uniform := func(t *rapid.T, name string, low, high float64) float64 {
		return rapid.Float64Range(low, high).Draw(t, name)
	}
	for name, c := range map[string]struct {
		law  law
		draw func(t *rapid.T) vector
	}{
		"power": {power{}, func(t *rapid.T) vector { return vector{uniform(t, "c", -1, 3), uniform(t, "alpha", 0.01, 1)} }},
		"additive": {additive{}, func(t *rapid.T) vector {
			return vector{uniform(t, "e", -1, 1), uniform(t, "a", -2, 2), uniform(t, "b", -2, 2), uniform(t, "alpha", 0.05, 1), uniform(t, "beta", 0.05, 1)}
		}},
		"tied": {tied{}, func(t *rapid.T) vector {
			return vector{uniform(t, "e", -1, 1), uniform(t, "a", -2, 2), uniform(t, "b", -2, 2), uniform(t, "s", 0.05, 1)}
		}},
		"joint": {joint{}, func(t *rapid.T) vector {
			return vector{uniform(t, "s", 0.05, 1), uniform(t, "p", -3, 3), uniform(t, "q", 0.1, 2), uniform(t, "r", -3, 3)}
		}},
		"decay": {decay{}, func(t *rapid.T) vector {
			return vector{uniform(t, "e", 0.5, 1), uniform(t, "k", -6, -4), uniform(t, "gamma", 0.1, 1)}
		}},
		"broken": {broken{}, func(t *rapid.T) vector {
			return vector{uniform(t, "e", -1, 1), uniform(t, "b", -1, 1), uniform(t, "c0", -0.5, 1), uniform(t, "c1", -0.5, 1), uniform(t, "d", -3, 3), uniform(t, "f", -1, 1)}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				theta := c.draw(t)
				u, v := uniform(t, "u", -4, 4), uniform(t, "v", -4, 4)
				const step = 1e-5
				var g, up, down vector
				var h, unused matrix
				derived(c.law, &theta, u, v, &g, &h)
				for j := range c.law.size() {
					to, from := theta, theta
					to[j] += step
					from[j] -= step
					above, below := derived(c.law, &to, u, v, &up, &unused), derived(c.law, &from, u, v, &down, &unused)
					near(t, "gradient", g[j], (above-below)/(2*step), 1e-6)
					for k := range j + 1 {
						near(t, "Hessian", h[k][j], (up[k]-down[k])/(2*step), 1e-6)
					}
				}
			})
		})
	}
}

// near fails where x is off by more than a share of its size, or of 1 where it is less.
func near(t interface{ Fatalf(string, ...any) }, what string, x, want, share float64) {
	if math.Abs(x-want) > share*max(1, math.Abs(want)) || math.IsNaN(x) {
		t.Fatalf("%s: %.10g, want %.10g", what, x, want)
	}
}
