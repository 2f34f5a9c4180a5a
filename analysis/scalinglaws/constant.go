package scalinglaws

import (
	"fmt"
	"math"
)

// constant is the name of a constant of a form, and how narrow its interval must be for the runs to
// identify it.
type constant struct {
	name   string
	factor float64 // largest ratio of the ends of an interval that excludes 0; 0: any interval will do
}

// signOnly is the factor of a constant that may be of any size but must differ from 0.
var signOnly = math.Inf(1)

func exponent(name string) constant { return constant{name, 10} }

func scale(name string) constant { return constant{name, 100} }

// floor is an irreducible loss.
func floor(name string) constant { return constant{name, 10} }

// blurred is why an interval is too wide to identify the constant; empty: it is not.
func (c constant) blurred(low, high float64) string {
	if high < 0 {
		low, high = -high, -low
	}
	switch {
	case c.factor == 0:
		return ""
	case low <= 0:
		return "includes 0"
	case high > c.factor*low:
		return fmt.Sprintf("spans a factor of %.3g", high/low)
	}
	return ""
}
