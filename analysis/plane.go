package analysis

import (
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/transitions"
)

// What is estimated in a plane of model size and data size; docs/analysis.md defines each.
const (
	criticalDataSize     Estimator = "critical_data_size"     // items from which on test accuracy stays above one half
	memorizationDataSize Estimator = "memorization_data_size" // items up to which train accuracy stays at 0.99
	effectiveComplexity  Estimator = "effective_complexity"   // most items at which mean training error is at most 0.1
	crossingSize         Estimator = "crossing_size"          // parameters where the first two boundaries meet
	crossingData         Estimator = "crossing_data"          // items there
	capacity             Estimator = "capacity"               // bits stored where more items store no more
	bitsPerParam         Estimator = "bits_per_param"         // of those, over all sizes
	hysteresisWidth      Estimator = "hysteresis_width"       // decades between growing and shrinking data
)

// Levels of accuracy that end a phase.
const (
	half      = 0.5
	memorized = 0.99
	fitted    = 0.1 // mean training error, Nakkiran et al.
)

// plane holds the runs of one task over model size and data size, everything else fixed.
type plane struct {
	table      *evaluations.Table
	task       string
	size, data int // axes
	rows       []int32
	firsts     map[float64]int32 // the first row of each size
	amounts    int               // distinct values of data
	resamples  int
}

// planes returns the planes of a simulated table that sweeps model size and a task's items.
func planes(t *evaluations.Table, resamples int) []plane {
	size := axisOf(t, "model.params")
	if size < 0 {
		return nil
	}
	var all []plane
	for data, axis := range t.Axes {
		if !strings.HasSuffix(axis.Path, ".items") {
			continue
		}
		task := taskOf(axis.Path)
		groups := grouped(t, func(r *evaluations.Row) (string, bool) {
			if r.Task != task || !(r.Axis[data] > 0) || !(r.Axis[size] > 0) {
				return "", false
			}
			return fixedBut(t, r, size, data), true
		})
		for _, rows := range groups {
			p := plane{table: t, task: task, size: size, data: data, rows: rows, resamples: resamples}
			p.rows = someSeeds(t, p.rows, p.replicates())
			p.firsts, p.amounts = p.first(size), len(p.first(data))
			if len(p.firsts) >= 3 && p.amounts >= fewest {
				all = append(all, p)
			}
		}
	}
	return all
}

func axisOf(t *evaluations.Table, path string) int {
	return slices.IndexFunc(t.Axes, func(a evaluations.Axis) bool { return a.Path == path })
}

// taskOf is the task that a path of a scenario belongs to.
func taskOf(path string) string {
	_, rest, _ := strings.Cut(path, "tasks.")
	task, _, _ := strings.Cut(rest, ".")
	return task
}

// replicates is the largest number of rows at a point.
func (p *plane) replicates() int {
	most, count := 0, map[[2]float64]int{}
	for _, i := range p.rows {
		axis := p.table.Rows[i].Axis
		point := [2]float64{axis[p.size], axis[p.data]}
		count[point]++
		most = max(most, count[point])
	}
	return most
}

// first is the first row of each value of an axis.
func (p *plane) first(axis int) map[float64]int32 {
	first := map[float64]int32{}
	for _, i := range p.rows {
		x := p.table.Rows[i].Axis[axis]
		if _, seen := first[x]; !seen {
			first[x] = i
		}
	}
	return first
}

func (p *plane) place(metric string) Place {
	return Place{
		Source: p.table.Path, Study: p.table.Study, Task: p.task, Metric: metric,
		Fixed: fixedBut(p.table, &p.table.Rows[p.rows[0]], p.size, p.data), Along: p.table.Axes[p.data].Name,
	}
}

// runs returns the runs of the plane whose outcome is finite.
func (p *plane) runs(outcome func(*evaluations.Row) float64) []transitions.Run {
	var runs []transitions.Run
	for _, i := range p.rows {
		r := &p.table.Rows[i]
		if value := outcome(r); value-value == 0 {
			runs = append(runs, transitions.Run{X: r.Axis[p.size], Y: r.Axis[p.data], Value: value, Seed: r.Seed})
		}
	}
	return runs
}

func score(metric int) func(*evaluations.Row) float64 {
	return func(r *evaluations.Row) float64 { return r.Scores[metric] }
}

// boundaries finds, for every model size, the critical data size and the number of items that is memorized; where the two
// boundaries cross; and the capacity of full networks.
func (p *plane) boundaries() (a across) {
	test, train := metricOf(p.table, accuracy), metricOf(p.table, "train_accuracy")
	if test < 0 || train < 0 {
		return a
	}
	mastered := p.boundary(criticalDataSize, accuracy, p.runs(score(test)), half, transitions.LastRise)
	stored := p.boundary(memorizationDataSize, "train_accuracy", p.runs(score(train)), memorized, transitions.FirstFall)
	place := p.place("train_accuracy")
	wrong := p.runs(func(r *evaluations.Row) float64 { return 1 - r.Scores[train] })
	complexity := transitions.EffectiveComplexity(wrong, fitted, bootstrapOf(&place, string(effectiveComplexity), p.resamples))

	a.thresholds = append(a.thresholds, p.rowsOf(criticalDataSize, accuracy, mastered)...)
	a.thresholds = append(a.thresholds, p.rowsOf(memorizationDataSize, "train_accuracy", stored)...)
	a.thresholds = append(a.thresholds, p.rowsOf(effectiveComplexity, "train_accuracy", complexity)...)
	meet := transitions.Cross(mastered, stored)
	whole := p.place("")
	a.thresholds = append(a.thresholds, p.row(crossingSize, whole, "parameters", meet.X), p.row(crossingData, whole, "items", meet.Y))
	for _, b := range []struct {
		of       Estimator
		boundary transitions.Boundary
	}{{criticalDataSize, mastered}, {memorizationDataSize, stored}, {effectiveComplexity, complexity}} {
		if e := b.boundary.Exponent(); e.Exponent.Defined() {
			a.fits = append(a.fits, powerLaw(whole, "boundary-exponent", string(b.of)+" against "+p.table.Axes[p.size].Name, e))
		}
	}
	a.thresholds = append(a.thresholds, p.capacity()...)
	return a
}

func (p *plane) boundary(e Estimator, metric string, runs []transitions.Run, level float64, way transitions.Passage) transitions.Boundary {
	place := p.place(metric)
	return transitions.FindBoundary(runs, level, way, bootstrapOf(&place, string(e), p.resamples))
}

// rowsOf turns a boundary into thresholds, one for every size.
func (p *plane) rowsOf(e Estimator, metric string, b transitions.Boundary) []Threshold {
	var rows []Threshold
	for i, size := range b.X {
		rows = append(rows, p.row(e, p.at(metric, size), "items", b.Y[i]))
	}
	return rows
}

// at is the place of the curve along data at one size.
func (p *plane) at(metric string, size float64) Place {
	place := p.place(metric)
	place.Fixed = fixedBut(p.table, &p.table.Rows[p.firsts[size]], p.data)
	return place
}

func (p *plane) row(e Estimator, place Place, unit string, x stat.Estimate) Threshold {
	return Threshold{
		Place: place, Estimator: e, Estimate: x, Unit: unit,
		Chance: math.NaN(), P: math.NaN(), Scales: p.amounts, Observations: len(p.rows), Resamples: p.resamples,
	}
}

func (p *plane) capacity() []Threshold {
	bits, load := metricOf(p.table, "memorized_bits"), metricOf(p.table, "load")
	if bits < 0 || load < 0 {
		return nil
	}
	var runs []transitions.Stored
	for _, i := range p.rows {
		r := &p.table.Rows[i]
		runs = append(runs, transitions.Stored{Params: r.Axis[p.size], Items: r.Axis[p.data], Amount: r.Scores[bits], Load: r.Scores[load], Seed: r.Seed})
	}
	place := p.place("memorized_bits")
	c := transitions.FindCapacity(runs, bootstrapOf(&place, string(capacity), p.resamples))
	var rows []Threshold
	for i, size := range c.Params {
		rows = append(rows, p.row(capacity, p.at("memorized_bits", size), "bits", c.Amount[i]))
	}
	return append(rows, p.row(bitsPerParam, place, "bits per parameter", c.PerParam))
}
