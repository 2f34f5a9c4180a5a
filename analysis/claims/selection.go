package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// selection picks rows of a study's tables.
type selection func(*Study) *frames.Frame

func runs(scenario string) selection {
	return func(s *Study) *frames.Frame { return s.Runs(scenario) }
}

func curves(scenario string) selection {
	return func(s *Study) *frames.Frame { return s.Curves(scenario) }
}

func circuits(scenario string) selection {
	return func(s *Study) *frames.Frame { return s.Circuits(scenario) }
}

func (rows selection) where(column, word string) selection {
	return func(s *Study) *frames.Frame { return rows(s).Where(column, word) }
}

func (rows selection) at(column string, x float64) selection {
	return func(s *Study) *frames.Frame { return rows(s).At(column, x) }
}

// median is that of one number per seed, see Median.
func (rows selection) median(of func(*frames.Frame) float64) measure {
	return func(s *Study) Estimate { return stat.MedianOf(rows(s).BySeed(of)) }
}

// mean is that of one number per seed, see Mean.
func (rows selection) mean(of func(*frames.Frame) float64) measure {
	return func(s *Study) Estimate { return Mean(rows(s).BySeed(of)) }
}

// exactly is a number without noise of seeds, see Exactly.
func exactly(of func(*Study) float64) measure {
	return func(s *Study) Estimate { return stat.Exact(of(s)) }
}

// only reads a column of a single row; NaN where there are more, or none.
func only(column string) func(*frames.Frame) float64 {
	return func(f *frames.Frame) float64 { return f.Only(column) }
}

// average reads the mean of a column.
func average(column string) func(*frames.Frame) float64 {
	return func(f *frames.Frame) float64 { return stat.Mean(f.Floats(column)) }
}

// reachesOnLog is where a curve first reaches a level, on straight lines of y against ln x, see Reaches.
func reachesOnLog(level float64, x, y []float64) float64 { return math.Exp(Reaches(level)(logs(x), y)) }
