package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// remains is the share of an ability that an ablated network keeps: the ratio of scores above chance, each summed over
// the scales from first on. Both series have the same chance level. The interval is Student's over seeds, or over
// scales if there is one seed.
func remains(intact, ablated stat.Series, first float64) stat.Estimate {
	whole, rest := newGrid(intact), newGrid(ablated)
	chance := intact.Oriented(intact.Chance)
	var seeds, scales []float64
	for i, seed := range whole.seeds {
		row, found := slices.BinarySearch(rest.seeds, seed)
		if !found {
			continue
		}
		kept, had := 0.0, 0.0
		scales = scales[:0]
		for k, x := range whole.x {
			at, found := slices.BinarySearch(rest.x, x)
			if x < first || !found || math.IsNaN(whole.y[i][k]) || math.IsNaN(rest.y[row][at]) {
				continue
			}
			left := rest.y[row][at] - chance
			kept += left
			had += whole.y[i][k] - chance
			scales = append(scales, left/(whole.y[i][k]-chance))
		}
		if had > 0 {
			seeds = append(seeds, kept/had)
		}
	}
	switch len(seeds) {
	case 0:
		return stat.Undefined("no replicate has both scores above the onset")
	case 1:
		e := stat.MeanOf(scales)
		e.Value, e.Reason = seeds[0], "over scales, as there is one replicate"
		return e
	}
	return stat.MeanOf(seeds)
}
