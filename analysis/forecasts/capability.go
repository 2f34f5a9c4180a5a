package forecasts

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// fewestTasks is the number of other tasks that make a principal component.
const fewestTasks = 3

// capabilities are the first principal component of the standardized scores on the other tasks, of the points and of the peers,
// after observational scaling laws (Y. Ruan, C. J. Maddison and T. Hashimoto, arXiv:2405.10938). Tasks count on which all
// points have scores that differ, and peers with scores on all of these. It is nil where there are fewer than three tasks.
func (c *Curve) capabilities() (own, peers, peerScores []float64) {
	var tasks []int
	for t := range c.Points[0].Others {
		scores := c.each(func(p Point) float64 { return p.Others[t] })
		if low, high := extremes(scores); known(scores) && low < high {
			tasks = append(tasks, t)
		}
	}
	if len(tasks) < fewestTasks {
		return nil, nil, nil
	}
	var rows [][]float64
	for _, p := range c.Points {
		rows = append(rows, take(p.Others, tasks))
	}
	for _, p := range c.Peers {
		if row := take(p.Others, tasks); known(row) {
			rows, peerScores = append(rows, row), append(peerScores, p.Y)
		}
	}
	scores := mat.NewDense(len(rows), len(tasks), nil)
	for t := range tasks {
		column := make([]float64, len(rows))
		for i, row := range rows {
			column[i] = row[t]
		}
		mean, deviation := moments(column)
		for i := range column {
			scores.Set(i, t, (column[i]-mean)/deviation)
		}
	}
	var components stat.PC
	if !components.PrincipalComponents(scores, nil) {
		return nil, nil, nil
	}
	var directions, projected mat.Dense
	components.VectorsTo(&directions)
	projected.Mul(scores, directions.Slice(0, len(tasks), 0, 1))
	all := mat.Col(nil, 0, &projected)
	n := len(c.Points)
	if all[n-1] < all[0] { // the sign of a component is arbitrary
		for i := range all {
			all[i] = -all[i]
		}
	}
	return all[:n], all[n:], peerScores
}

func take(values []float64, at []int) []float64 {
	some := make([]float64, len(at))
	for i, k := range at {
		some[i] = values[k]
	}
	return some
}

func extremes(x []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}
