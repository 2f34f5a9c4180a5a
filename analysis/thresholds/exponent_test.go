package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

func exact(v float64) stat.Estimate { return stat.Estimate{Value: v, Low: v / 1.1, High: v * 1.1} }

func TestExponentOfAPowerLaw(t *testing.T) {
	x := []float64{1, 10, 100, 1000}
	var list []stat.Estimate
	for _, v := range x {
		list = append(list, exact(3*math.Pow(v, -.7)))
	}
	e := FitExponent(append(x, 1e4, 1e5), append(list, stat.Undefined("none"), stat.Estimate{Value: 0}))
	if math.Abs(e.Exponent.Value+.7) > 1e-12 || math.Abs(e.Prefactor.Value-3) > 1e-9 || e.Used != 4 || !e.Weighted || e.Scatter > 1e-9 {
		t.Errorf("%+v", e)
	}
	for name, c := range map[string]struct {
		x        []float64
		list     []stat.Estimate
		used     int
		weighted bool
	}{
		"none":       {nil, nil, 0, false},
		"one x":      {[]float64{5, 5}, []stat.Estimate{exact(1), exact(2)}, 2, true},
		"two values": {[]float64{1, 10}, []stat.Estimate{exact(1), exact(10)}, 2, true},
		"unbounded":  {[]float64{1, 10}, []stat.Estimate{exact(1), {Value: 10, Low: 0, High: 20}}, 2, false},
	} {
		e := FitExponent(c.x, c.list)
		if e.Used != c.used || e.Weighted != c.weighted || (e.Exponent.Reason == "") != (name == "two values") {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// The interval of the exponent covers it whether intervals of the thresholds tell their errors, are far too short, do so beside a scatter of their own, or are missing.
func TestCoverageOfExponents(t *testing.T) {
	for name, c := range map[string]struct{ told, low, high float64 }{
		"told":      {1, .92, .98},
		"too short": {.2, .92, .98},
		"uneven":    {1, .92, .98},
		"missing":   {0, .92, .98},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var exponent, prefactor tally
			for trial := range *trials {
				stream := random.NewStream(int64(trial), "exponent")
				var x []float64
				var list []stat.Estimate
				for i := range 7 {
					v := math.Pow(10, float64(i)/2)
					sd := .05 * float64(1+i%3)
					if name == "missing" {
						sd = .1
					}
					y := 2 * math.Pow(v, .43) * math.Exp(sd*stream.Normal(uint64(i)))
					half := math.Exp(1.959964 * sd * c.told)
					if name == "uneven" {
						y *= math.Exp(.3 * stream.Normal(uint64(10+i))) // no power law holds to the errors
						if i < 2 {
							half = math.Exp(1e-9) // replicates are all alike
						}
					}
					x, list = append(x, v), append(list, stat.Estimate{Value: y, Low: y / half, High: y * half})
				}
				e := FitExponent(x, list)
				exponent.add(.43, e.Exponent)
				prefactor.add(2, e.Prefactor)
			}
			t.Logf("%-9s exponent %v, prefactor %v", name, &exponent, &prefactor)
			if p := exponent.covered(); p < c.low || p > c.high {
				t.Errorf("exponent %v", &exponent)
			}
			if p := prefactor.covered(); p < c.low || p > c.high {
				t.Errorf("prefactor %v", &prefactor)
			}
		})
	}
}
