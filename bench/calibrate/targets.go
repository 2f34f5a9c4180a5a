package main

import "github.com/circsim/circsim/sim"

// realParams is the number of parameters of the network of Nanda et al.: one
// layer, hidden size 128.
const realParams = 226048

// realRun is one saved run of Nanda et al. (arXiv:2301.05217, released data).
// Memorization takes about 200 to 320 steps in all of them.
type realRun struct {
	items  int64   // training items
	steps  float64 // to test loss < 1
	peak   float64 // highest test loss before that
	weight float64 // in the penalty
}

var realRuns = []realRun{
	{items: 3831, steps: 7583, peak: 26.6, weight: 1},
	{items: 5108, steps: 2615, peak: 10.1, weight: 1},
	{items: 7661, steps: 270, peak: 5.55, weight: 1},
	{items: 10215, steps: 177, peak: 5.0, weight: 0.3},
}

// The hidden sizes and data sizes of the sweep of Huang et al. (arXiv:2402.15175,
// Fig 6). Some are left out to save time.
var (
	hiddenSizes = []int64{4, 8, 12, 16, 20, 24, 32, 36, 40, 48, 64, 100}
	dataSizes   = []int64{2600, 3000, 4000, 5000}
)

// params is the number of parameters of a one-layer transformer on this task:
// embedding, positions, unembedding, attention and MLP (Huang et al. sec 1.3).
func params(hidden int64) int64 { return 231*hidden + 12*hidden*hidden + 5*hidden }

// band is an interval for the mean test accuracy of a cell, with its weight in
// the penalty. The paper gives outcomes in words and in figures without numbers.
// The bands and weights are our reading, revised while fitting (docs/model.md,
// section 9):
//
//   - 2600 items: partial at small sizes, zero from 24 to 40, partial again above
//   - 3000 items: a dip at 28 to 36, near perfect at 64
//   - 4000 and 5000 items: near perfect
type band struct{ low, high, weight float64 }

// bands lists the bands by data size, for hidden sizes up to a maximum.
var bands = []struct {
	items, hidden int64
	band
}{
	{2600, 4, band{0.1, 1, 0.3}},
	{2600, 8, band{0.2, 1, 1}},
	{2600, 12, band{0.1, 0.8, 0.5}},
	{2600, 20, band{0, 0.5, 0.3}},
	{2600, 40, band{0, 0.03, 10}},
	{2600, 48, band{0.02, 0.6, 1}},
	{2600, 100, band{0.2, 0.85, 1}},
	{3000, 4, band{0.1, 1, 0.3}},
	{3000, 12, band{0.45, 1, 1}},
	{3000, 24, band{0.2, 0.95, 0.5}},
	{3000, 36, band{0.3, 0.65, 1}},
	{3000, 48, band{0.4, 1, 0.5}},
	{3000, 100, band{0.93, 1, 2}},
	{4000, 4, band{0.3, 1, 0.3}},
	{4000, 100, band{0.93, 1, 2}},
	{5000, 4, band{0.3, 1, 0.3}},
	{5000, 100, band{0.97, 1, 2}},
}

func expected(items, hidden int64) band {
	for _, b := range bands {
		if b.items == items && hidden <= b.hidden {
			return b.band
		}
	}
	return band{}
}

// example is a cell whose regime Huang et al. name (Fig 2).
type example struct {
	items, hidden int64
	regime        sim.Regime
	share         float64 // smallest share of seeds that should show the regime
	weight        float64 // in the penalty
}

var examples = []example{
	{3000, 8, sim.Progression, 0.8, 1},
	{2600, 32, sim.MemorizeRegime, 0.8, 1},
	{3000, 64, sim.Grokking, 0.8, 1},
	{3000, 32, sim.SemiGrokking, 0.3, 0.2},
}
