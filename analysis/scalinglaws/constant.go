package scalinglaws

import "fmt"

// constant is how a constant of a form is named and when the runs tell it.
type constant struct {
	name string
	// blurred says why an interval is too wide to tell the constant; empty: it is not.
	blurred func(c Constant) string
}

// exponent is told where its interval keeps away from 0 and spans less than a factor of ten.
func exponent(name string) constant { return constant{name, within(10)} }

// scale is told where its interval spans less than two decades.
func scale(name string) constant { return constant{name, within(100)} }

func within(factor float64) func(Constant) string {
	return func(c Constant) string {
		low, high := c.Low, c.High
		if high < 0 {
			low, high = -high, -low
		}
		switch {
		case low <= 0:
			return "cannot be told from 0"
		case high > factor*low:
			return fmt.Sprintf("spans a factor of %.3g", high/low)
		}
		return ""
	}
}

// signed may have either sign, but is told only where the interval keeps away from 0.
func signed(name string) constant { return constant{name, within(1e300)} }

// floor is told where its interval keeps away from 0.
func floor(name string) constant { return constant{name, within(10)} }

// free may be anything.
func free(name string) constant { return constant{name, func(Constant) string { return "" }} }
