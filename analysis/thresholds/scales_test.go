package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The same seed at the same scale is one replicate, an observation without a seed always is.
func TestReplicates(t *testing.T) {
	nan := math.NaN()
	c := newScales(stat.Series{Observations: []stat.Observation{
		{X: 2, Y: .5, Seed: 7, Items: 10, Error: .3},
		{X: 1, Y: .2, Seed: 3, Items: 10, Error: nan},
		{X: 2, Y: .7, Seed: 7, Items: 20, Error: .4},
		{X: 2, Y: .1, Seed: stat.NoSeed, Items: 10, Error: .1},
		{X: 2, Y: .1, Seed: stat.NoSeed, Items: 0, Error: 0},
		{X: -1, Y: .5}, {X: 1, Y: nan},
	}})
	want := [][]replicate{
		{{seed: 3, y: .2, right: 2, items: 10, error: nan}},
		{{seed: stat.NoSeed, y: .1, error: nan}, {seed: stat.NoSeed, y: .1, right: 1, items: 10, error: .1}, {seed: 7, y: .6, right: 19, items: 30, error: .25}},
	}
	if d := cmp.Diff(want, c.replicates, cmp.AllowUnexported(replicate{}), cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-12)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]float64{.2, .8 / 3}, c.mean, cmpopts.EquateApprox(0, 1e-12)); d != "" || c.weight[1] != 3 || c.x[0] != 1 || c.x[1] != 2 {
		t.Errorf("%+v %s", c, d)
	}
}

// More than 64 scales become 64 or fewer with all the observations in them.
func TestManyScalesAreGathered(t *testing.T) {
	for _, n := range []int{64, 65, 100, 1000} {
		var s stat.Series
		for i := range n {
			for seed := range 3 {
				s.Observations = append(s.Observations, stat.Observation{X: float64(1 + i), Y: float64(i), Seed: int64(seed)})
			}
		}
		c := newScales(s)
		if len(c.x) > stat.MaxScales || len(c.x) < stat.MaxScales/2 || len(c.x) < n && n <= stat.MaxScales {
			t.Fatalf("%d scales of %d", len(c.x), n)
		}
		for k := range c.x {
			if len(c.replicates[k]) != 3 {
				t.Errorf("%d replicates", len(c.replicates[k]))
			}
			if k > 0 && (c.x[k] <= c.x[k-1] || c.mean[k] <= c.mean[k-1]) {
				t.Errorf("scale %d is %g with %g after %g with %g", k, c.x[k], c.mean[k], c.x[k-1], c.mean[k-1])
			}
		}
		if c.mean[0] != 0 || c.x[0] != 1 {
			t.Errorf("the first scale is %g with %g", c.x[0], c.mean[0])
		}
	}
}

// Seeds are redrawn whole where three of them are at most scales.
func TestWhichNoise(t *testing.T) {
	y := []float64{.1, .2, .1, .5, .9, .9}
	gaps := series(0, y, y, y, y)
	loose := series(0, y, y, y, y)
	lost := series(0, y, y, y, y)
	lost.Observations = lost.Observations[:len(lost.Observations)-5]
	for i := range gaps.Observations {
		if i%6 < 4 { // most seeds end early
			gaps.Observations[i].Seed = int64(i)
		}
		loose.Observations[i].Seed = stat.NoSeed
	}
	for name, c := range map[string]struct {
		s     stat.Series
		seeds int
	}{
		"four": {series(0, y, y, y, y), 4}, "two": {series(0, y, y), 0}, "one is not everywhere": {lost, 4},
		"most are elsewhere": {gaps, 0}, "none": {loose, 0},
	} {
		if n := len(newScales(c.s).seeds()); n != c.seeds {
			t.Errorf("%s: %d seeds", name, n)
		}
	}
}
