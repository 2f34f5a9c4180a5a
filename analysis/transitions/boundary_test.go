package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// A boundary like the critical data size of Huang et al., which falls with the model.
func critical(x float64) float64 { return 2000 * math.Pow(x/1000, -0.3) }

// and one like their capacity, which rises: the two meet at 1000 * 5^(1/1.1), where both are 2000 * 5^(-3/11).
func capacity(x float64) float64 { return 400 * math.Pow(x/1000, 0.8) }

func (s synthetic) atOneSize(trial int) []known {
	s.at, s.xs, s.ys = critical, []float64{3000}, shifted(trial, 400, 0.083, 15)
	return []known{{"y", critical(3000), FindBoundary(s.runs(trial), 0.5, LastRise, bootstrap(trial, 200)).Y[0]}}
}

func TestBoundaryIntervalsCover(t *testing.T) {
	for name, c := range map[string]synthetic{
		"noise":                     {seeds: 11, width: 0.15, noise: 0.1},
		"noise, flat curve":         {seeds: 11, width: 0.3, noise: 0.1},
		"noise, sharp curve":        {seeds: 11, width: 0.05, noise: 0.1},
		"noise, few seeds":          {seeds: 5, width: 0.15, noise: 0.1},
		"noise, seeds of their own": {seeds: 11, width: 0.15, noise: 0.1, alone: true},
		"thresholds differ":         {seeds: 11, width: 0.05, jitter: 0.05},
		"and nothing but these":     {seeds: 11, width: 0.005, jitter: 0.1},
		"both":                      {seeds: 11, width: 0.02, jitter: 0.05, noise: 0.02},
		"both, few seeds":           {seeds: 5, width: 0.02, jitter: 0.05, noise: 0.02},
	} {
		t.Run(name, func(t *testing.T) { covers(t, func(trial int) []known { return c.atOneSize(trial) }) })
	}
	// A jump between two points may be anywhere between them, and thresholds may differ by less than their distance.
	for name, c := range map[string]synthetic{
		"jump":        {seeds: 11, width: 0.001, jitter: 0.02},
		"three seeds": {seeds: 3, width: 0.15, noise: 0.1},
	} {
		t.Run(name, func(t *testing.T) { atLeast(t, func(trial int) []known { return c.atOneSize(trial) }) })
	}
}

// All seeds jump at the same place: the interval is what lies between two points.
func TestJumpIsAnywhereBetweenTwoPoints(t *testing.T) {
	c := synthetic{seeds: 5, width: 1e-6, at: critical, xs: []float64{3000}, ys: logs(1000, 0.1, 10)}
	y := FindBoundary(c.runs(0), 0.5, LastRise, bootstrap(0, 1000)).Y[0]
	if y.Low > c.ys[1] || y.High < c.ys[2] || y.Low < c.ys[0] || y.High > c.ys[3] {
		t.Errorf("%v, jump between %g and %g", y, c.ys[1], c.ys[2])
	}
}

func TestExponentsCover(t *testing.T) {
	for name, c := range map[string]synthetic{
		"noise":             {seeds: 11, width: 0.1, noise: 0.1},
		"thresholds differ": {seeds: 11, width: 0.1, jitter: 0.1, noise: 0.05},
		"own seeds":         {seeds: 11, width: 0.1, noise: 0.1, alone: true},
	} {
		t.Run(name, func(t *testing.T) {
			covers(t, func(trial int) []known {
				c := c
				c.at, c.xs, c.ys = critical, logs(1000, 0.5, 5), shifted(trial, 400, 0.08, 14)
				line := FindBoundary(c.runs(trial), 0.5, LastRise, bootstrap(trial, 200))
				law := line.Exponent()
				return []known{
					{"exponent", -0.3, law.Exponent},
					{"prefactor", 2000 * math.Pow(1000, 0.3), law.Prefactor},
				}
			})
		})
	}
}

// A line has three passages when it rises, falls and rises again: runs whose training accuracy falls where data exceed
// capacity and rises where generalization sets in.
func TestPassagesOfALineThatComesBack(t *testing.T) {
	var runs []Run
	for i, v := range []float64{0, 0.2, 0.8, 1, 1, 0.9, 0.1, 0, 0.3, 0.7, 1, 1} {
		for seed := range int64(3) {
			runs = append(runs, Run{X: 1, Y: math.Pow(10, float64(i)), Value: v, Seed: seed})
		}
	}
	for _, c := range []struct {
		passage Passage
		cut     [2]int
		want    float64 // log10 Y; NaN: none
	}{
		{LastRise, [2]int{0, 12}, 8.5},
		{LastRise, [2]int{0, 8}, math.NaN()},
		{LastRise, [2]int{3, 6}, math.NaN()},
		{FirstFall, [2]int{0, 12}, math.NaN()},
		{FirstFall, [2]int{2, 12}, 5.5},
		{FirstFall, [2]int{2, 6}, math.NaN()},
		{lastFall, [2]int{0, 12}, math.NaN()},
		{lastFall, [2]int{0, 9}, 5.5},
		{lastFall, [2]int{6, 9}, math.NaN()},
	} {
		got := FindBoundary(runs[3*c.cut[0]:3*c.cut[1]], 0.5, c.passage, stat.Bootstrap{}).Y[0].Value
		if d := math.Abs(math.Log10(got) - c.want); !(d < 1e-9) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("passage %d of points %v: log10 Y = %g, want %g", c.passage, c.cut, math.Log10(got), c.want)
		}
	}
}
