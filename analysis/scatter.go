package analysis

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
)

// scattering warns of curves along a scale that scatter by more than their own noise; empty if there are none.
func scattering(s scale, found [][]measured) string {
	curves := 0
	for _, line := range found {
		for _, m := range line {
			if m.scatters {
				curves++
			}
		}
	}
	if curves == 0 {
		return ""
	}
	verb := "scatter"
	if curves == 1 {
		verb = "scatters"
	}
	why := "models differ in more than scale"
	if s.each {
		why = "training is not smooth" // one model along its training
	}
	return fmt.Sprintf("%s along %s %s by more than the noise of the test sets or replicates: %s, and the intervals are those of that scatter",
		text.Count(curves, "curve"), s.name, verb, why)
}
