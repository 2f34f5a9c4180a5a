package analysis

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/quantities"
	"github.com/circsim/circsim/scenarios"
)

// outputs are the means over seeds of a quantity, by point.
func outputs(dir string, m *output.Manifest, of, task string, log bool) ([]float64, error) {
	quantity, ok := quantities.Of(of)
	if !ok {
		hint := scenarios.Hint(of, quantities.Names())
		if hint == "" {
			hint = ", expected a numeric result column of the runs table, such as test_accuracy"
		}
		return nil, Refusal(fmt.Sprintf("no quantity %q%s", of, hint))
	}
	y := make([]float64, m.Runs/m.Seeds)
	var missing gaps
	for row, err := range output.ReadRuns(dir) {
		if err != nil {
			return nil, err
		}
		if row.Task.Name != task {
			continue
		}
		if row.Run < missing.next || row.Run >= m.Runs {
			return nil, fmt.Errorf("%s: run %d out of order or not of %d", dir, row.Run, m.Runs)
		}
		missing.upTo(row.Run)
		missing.next++
		x := quantity(&row.Task, &row.Network)
		switch {
		case math.IsInf(x, 0):
			return nil, Refusal(fmt.Sprintf("%s: run %d never comes to %s, so that there is no number to explain; choose a quantity that every run has, such as test_loss", dir, row.Run, of))
		case math.IsNaN(x):
			return nil, Refusal(fmt.Sprintf("%s: run %d has no %s", dir, row.Run, of))
		}
		y[row.Run/m.Seeds] += x / float64(m.Seeds)
	}
	missing.upTo(m.Runs)
	if missing.runs > 0 {
		return nil, Refusal(fmt.Sprintf("%s: lacks %s of %d; circsim sweep --resume makes them", dir, missing.String(), m.Runs))
	}
	if log {
		for point, x := range y {
			if x <= 0 {
				return nil, Refusal(fmt.Sprintf("%s: %s of run %d is %g, which has no logarithm", dir, of, int64(point)*m.Seeds, x))
			}
			y[point] = math.Log10(x)
		}
	}
	return y, nil
}
