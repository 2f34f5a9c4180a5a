package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// kind says what a claim is about: a number or, where none was published, an order, a sign or a shape.
type kind string

const (
	kindValue kind = "value" // a number
	kindOrder kind = "order" // one thing comes before another, or is larger
	kindSign  kind = "sign"  // something rises or falls
	kindShape kind = "shape" // a curve has a feature, or lacks it
)

// grade says what a met claim is worth.
type grade string

const (
	prediction grade = "prediction" // nothing in it was fitted or chosen with the published fact in view
	fitted     grade = "fitted"     // the fact was a target of a fit, or follows from such targets
	assumed    grade = "assumed"    // it follows from constants chosen by hand
	identity   grade = "identity"   // it holds by construction: a test of the program
)

var grades = []grade{prediction, fitted, assumed, identity}

// Claim is a published fact and what the simulation has to give for it.
type Claim struct {
	Name      string // unique in its row, words joined by dashes
	source    string // paper and place in it
	statement string // what was published, in one sentence
	quantity  string // what is simulated, with its unit
	kind      kind
	grade     grade
	published float64 // NaN where no number was published
	Expect    Range   // where the simulated number has to be
	notMet    string  // why the claim is not met; empty where it is recorded as met

	simulate measure
}

// Range is an interval, ends included.
type Range struct{ Low, High float64 }

// met says whether a simulated number meets the claim. A published number asks for a simulated one in the range. Order, sign and shape
// ask for the whole interval in the range, so that chance does not decide. For order and sign, the ends of the range are not enough.
func (c *Claim) met(e stat.Estimate) bool {
	low, high := e.Value, e.Value
	if c.kind != kindValue {
		low, high = min(e.Low, e.Value), max(e.High, e.Value)
	}
	if c.kind == kindOrder || c.kind == kindSign {
		return (low > c.Expect.Low || math.IsInf(c.Expect.Low, -1)) && (high < c.Expect.High || math.IsInf(c.Expect.High, 1))
	}
	return low >= c.Expect.Low && high <= c.Expect.High
}
