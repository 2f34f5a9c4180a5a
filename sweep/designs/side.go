package designs

import "math"

// SideOf tells on which side of a level a quantity lies; NaN lies on none.
func SideOf(quantity, level float64) Side {
	switch {
	case math.IsNaN(quantity):
		return Unknown
	case quantity >= level:
		return Above
	}
	return Below
}
