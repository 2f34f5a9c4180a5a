package sensitivity

import "fmt"

// check fails where outputs are not finite or do not make up at least two whole blocks of the design.
func check(y []float64, dims, block int, units string) error {
	switch {
	case dims < 1:
		return fmt.Errorf("a design of %d dimensions, expected at least 1", dims)
	case len(y)%block != 0:
		return fmt.Errorf("%d outputs, expected %s of %d", len(y), units, block)
	case len(y) < 2*block:
		return fmt.Errorf("%d outputs, expected at least 2 %s of %d", len(y), units, block)
	}
	for i, x := range y {
		if x-x != 0 {
			return fmt.Errorf("the output of point %d is %v, expected a finite number", i, x)
		}
	}
	return nil
}
