package scenarios

import (
	"fmt"
	"math/big"
)

// MaxRuns is the largest sweep that a scenario may ask for.
const MaxRuns = 10_000_000

// Runs counts the runs of the sweep: every combination of axis values, with every seed.
func (s *Scenario) Runs() (int64, error) {
	lengths := []int64{s.Sweep.Seeds}
	for _, axis := range s.Sweep.Axes {
		lengths = append(lengths, int64(len(axis.Values)))
	}
	n, err := runs(lengths)
	if err != nil {
		return 0, s.Fault("sweep", "%s", err)
	}
	return n, nil
}

func runs(lengths []int64) (int64, error) {
	product := big.NewInt(1)
	for _, n := range lengths {
		product.Mul(product, big.NewInt(n))
	}
	if product.Cmp(big.NewInt(MaxRuns)) > 0 {
		return 0, fmt.Errorf("sweep makes %s runs, expected at most %d", product, MaxRuns)
	}
	return product.Int64(), nil
}
