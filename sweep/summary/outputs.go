package summary

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// outputs are the values of a quantity at the points of a sweep.
type outputs struct {
	y     []float64 // means over seeds, by point
	never int64     // runs without the event whose step the quantity is
	moves *moves    // of morris, else nil
	keeps bool      // whether at is filled
	at    [][]any   // axis values, by point
}

// read takes the quantity of a task from the rows.
func (o *outputs) read(dir string, m *output.Manifest, of, task string) error {
	quantity, ok := output.QuantityOf(of)
	if !ok {
		return text.Refuse("%s: no quantity %q%s", dir, of, output.QuantityHint(of))
	}
	o.y = make([]float64, m.Runs/m.Seeds)
	var missing gaps
	for row, err := range rows(dir) {
		if err != nil {
			return err
		}
		if row.Task.Name != task {
			continue
		}
		if row.Run < missing.next || row.Run >= m.Runs {
			return fmt.Errorf("%s: run %d is out of order or not one of %d", dir, row.Run, m.Runs)
		}
		missing.upTo(row.Run)
		missing.next++
		x := quantity(&row.Task, &row.Network)
		switch {
		case math.IsInf(x, 1):
			x = float64(row.Steps)
			o.never++
		case math.IsNaN(x):
			return text.Refuse("%s: run %d has no %s", dir, row.Run, of)
		}
		o.y[row.Run/m.Seeds] += x / float64(m.Seeds)
		if o.moves != nil && row.Run%m.Seeds == 0 {
			o.moves.add(row.Run/m.Seeds, row.Axis)
		}
		if o.keeps && row.Run%m.Seeds == 0 {
			o.at = append(o.at, row.Axis)
		}
	}
	missing.upTo(m.Runs)
	if missing.runs > 0 {
		return text.Refuse("%s: lacks %s of %d; circsim sweep makes them", dir, missing.String(), m.Runs)
	}
	return nil
}

// logarithms turns every output into its log10.
func (o *outputs) logarithms(dir string, m *output.Manifest, of string) error {
	for point, x := range o.y {
		if x <= 0 {
			return text.Refuse("%s: %s of run %d is %g, which has no logarithm", dir, of, int64(point)*m.Seeds, x)
		}
		o.y[point] = math.Log10(x)
	}
	return nil
}
