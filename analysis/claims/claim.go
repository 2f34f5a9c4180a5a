package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Kind says what a claim is about: a number, or, where none was published, an order, a sign or a shape.
type Kind string

// The kinds of claims.
const (
	Value Kind = "value" // a number, met where the simulated one is close enough
	Order Kind = "order" // one thing before, or larger than, another
	Sign  Kind = "sign"  // something rises or falls
	Shape Kind = "shape" // a curve has, or lacks, a feature
)

// Claim is one line of the scoreboard.
type Claim struct {
	Name      string // unique in its row, words joined by dashes
	Source    string // paper and place in it
	Statement string // what was published, in one sentence
	Quantity  string // what is simulated, with its unit
	Kind      Kind
	Published float64 // NaN where no number was published
	Expect    Range   // what the simulated number has to be
	NotMet    string  // recorded verdict: empty where the claim is met, otherwise why it is not

	simulate measure
}

// Estimate is a simulated number with its 95% interval over seeds.
type Estimate = stat.Estimate

// Range is what a simulated number has to be in, ends included.
type Range struct{ Low, High float64 }

// Met says whether a simulated number meets the claim. A number has to be in the range itself; of an order, a sign
// or a shape the whole interval has to be, as chance must not decide it; and of an order or a sign the bound itself is not enough.
func (c *Claim) Met(e Estimate) bool {
	low, high := e.Value, e.Value
	if c.Kind != Value {
		low, high = min(e.Low, e.Value), max(e.High, e.Value)
	}
	if c.Kind == Order || c.Kind == Sign {
		return (low > c.Expect.Low || math.IsInf(c.Expect.Low, -1)) && (high < c.Expect.High || math.IsInf(c.Expect.High, 1))
	}
	return low >= c.Expect.Low && high <= c.Expect.High
}
