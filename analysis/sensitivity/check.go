package sensitivity

import "fmt"

// check holds an output against its design, which has blocks of the given size.
func check(y []float64, dims, block int, units string) error {
	switch {
	case dims < 1:
		return fmt.Errorf("a design of %d dimensions", dims)
	case len(y)%block != 0:
		return fmt.Errorf("%d outputs, expected %s of %d", len(y), units, block)
	case len(y) < 2*block:
		return fmt.Errorf("%d outputs, expected at least 2 %s of %d", len(y), units, block)
	}
	for i, x := range y {
		if x-x != 0 {
			return fmt.Errorf("the output of point %d is %v", i, x)
		}
	}
	return nil
}
