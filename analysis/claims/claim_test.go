package claims

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// The value decides on a number. The whole interval decides on an order, a sign or a shape, so that chance does not.
func TestMet(t *testing.T) {
	above0, below0 := Range{0, math.Inf(1)}, Range{math.Inf(-1), 0}
	for _, c := range []struct {
		kind kind
		e    stat.Estimate
		in   Range
		met  bool
	}{
		{kindValue, stat.Estimate{Value: 10, Low: 5, High: 15}, Range{9.45, 11.55}, true},
		{kindValue, stat.Estimate{Value: 10, Low: 5, High: 15}, Range{10.8, 13.2}, false},
		{kindValue, stat.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, above0, false},
		{kindSign, stat.Estimate{Value: 1, Low: 0.2, High: 2}, above0, true},
		{kindSign, stat.Estimate{Value: 1, Low: -0.2, High: 2}, above0, false},
		{kindSign, stat.Estimate{Value: 0, Low: 0, High: 0}, below0, false},
		{kindShape, stat.Estimate{Value: 0, Low: 0, High: 0}, below0, true},
		{kindOrder, stat.Estimate{Value: math.Inf(1), Low: 3, High: math.Inf(1)}, Range{1, math.Inf(1)}, true},
		{kindShape, stat.Estimate{Value: math.NaN(), Low: 1, High: 2}, above0, false},
	} {
		claim := Claim{kind: c.kind, Expect: c.in}
		if claim.met(c.e) != c.met {
			t.Errorf("%s %v in %v: met is %t", c.kind, c.e, c.in, !c.met)
		}
	}
}
