package scenarios

import (
	"fmt"
	"math/big"
)

// maxRuns is the largest sweep that a scenario may ask for.
const maxRuns = 1_000_000_000

// Runs counts the runs of the sweep. For a design that searches a threshold it counts the first round; later rounds
// follow from its results.
func (s *Scenario) Runs() (int64, error) {
	var lengths []int64
	for _, axis := range s.Sweep.Axes {
		lengths = append(lengths, int64(len(axis.Values)))
	}
	n, err := s.Sweep.runs(lengths)
	if err != nil {
		return 0, s.Fault("sweep", "%s", err)
	}
	return n, nil
}

// runs counts the runs over axes of the given numbers of values.
func (s *Sweep) runs(lengths []int64) (int64, error) {
	axes, factors := int64(len(lengths)), lengths
	switch { // a grid makes the product of its axes
	case s.Design == PointList:
		factors = lengths[:min(1, axes)]
	case s.Design == Morris:
		factors = []int64{s.Trajectories, axes + 1}
	case s.Design == Saltelli:
		factors = []int64{s.Points, axes + 2}
	case s.samples():
		factors = []int64{s.Points}
	}
	total := big.NewInt(s.Seeds)
	for _, n := range factors {
		total.Mul(total, big.NewInt(n))
	}
	if total.Cmp(big.NewInt(maxRuns)) > 0 {
		return 0, fmt.Errorf("sweep makes %s runs, expected at most %d", total, maxRuns)
	}
	return total.Int64(), nil
}

// checkRuns bounds the runs, before any range is expanded.
func (d *decoder) checkRuns(n *node) {
	var lengths []int64
	for _, a := range d.axes {
		lengths = append(lengths, a.length)
	}
	if _, err := d.scenario.Sweep.runs(lengths); err != nil {
		at := n.get("axes")
		if at == nil {
			at = n
		}
		d.fault(at.owner(), "sweep.axes", "%s", err)
	}
}
