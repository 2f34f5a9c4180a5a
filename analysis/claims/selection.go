package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	gonum "gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// selection picks rows of a study's tables.
type selection func(*study) *frames.Frame

func runs(scenario string) selection {
	return func(s *study) *frames.Frame { return s.runs(scenario) }
}

func curves(scenario string) selection {
	return func(s *study) *frames.Frame { return s.curves(scenario) }
}

func circuits(scenario string) selection {
	return func(s *study) *frames.Frame { return s.circuits(scenario) }
}

func (rows selection) where(column, word string) selection {
	return func(s *study) *frames.Frame { return rows(s).Where(column, word) }
}

func (rows selection) at(column string, x float64) selection {
	return func(s *study) *frames.Frame { return rows(s).At(column, x) }
}

// median is that of one number per seed.
func (rows selection) median(of func(*frames.Frame) float64) measure {
	return func(s *study) stat.Estimate { return stat.MedianOf(rows(s).BySeed(of)) }
}

// mean is that of one number per seed.
func (rows selection) mean(of func(*frames.Frame) float64) measure {
	return func(s *study) stat.Estimate { return meanOf(rows(s).BySeed(of)) }
}

// meanOf is the mean of one number per seed, with Student's interval. A single run has no noise of seeds: its number is exact.
func meanOf(seeds []float64) stat.Estimate {
	if len(seeds) == 1 {
		return stat.Exact(seeds[0])
	}
	return stat.MeanOf(seeds)
}

// deviationOf is the standard deviation of one number per seed, with the chi-squared interval of normal numbers.
func deviationOf(seeds []float64) stat.Estimate {
	deviation, df := gonum.StdDev(seeds, nil), float64(len(seeds)-1)
	at := func(p float64) float64 { return deviation * math.Sqrt(df/distuv.ChiSquared{K: df}.Quantile(p)) }
	return stat.Estimate{Value: deviation, Low: at(1 - stat.Tail), High: at(stat.Tail)}
}

// exactly is a number without noise of seeds.
func exactly(of func(*study) float64) measure {
	return func(s *study) stat.Estimate { return stat.Exact(of(s)) }
}

// only reads a column of a single row; NaN where there are several rows, or none.
func only(column string) func(*frames.Frame) float64 {
	return func(f *frames.Frame) float64 { return f.Only(column) }
}

// column reads the numbers of a column.
func column(name string) func(*frames.Frame) []float64 {
	return func(f *frames.Frame) []float64 { return f.Floats(name) }
}

// average reads the mean of a column.
func average(column string) func(*frames.Frame) float64 {
	return func(f *frames.Frame) float64 { return stat.Mean(f.Floats(column)) }
}
