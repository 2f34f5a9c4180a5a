package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Draws of every kind of noise have the variance of the means that they stand for, times the squares of what
// stretches them, and those of whole seeds the covariance.
func TestNoiseHasTheVarianceOfMeans(t *testing.T) {
	const resamples = 20_000
	for _, c := range []struct {
		design
		df stat.Student
	}{
		{design{seeds: 5, scales: 6, span: 2, width: 1, sd: .05, shift: .1, ceiling: 1}, 4},
		{design{seeds: 6, loose: true, scales: 6, span: 2, width: 1, sd: .05, ceiling: 1}, 15},
		{design{seeds: 1, scales: 6, span: 2, width: 1, items: 37, floor: .1, ceiling: .9}, stat.Normal},
		{design{seeds: 2, scales: 6, span: 2, width: 1, sd: .05, published: true, ceiling: 1}, stat.Normal},
		{design{seeds: 2, scales: 6, span: 2, width: 1, sd: .05, ceiling: 1}, 6},
		{design{seeds: 1, scales: 6, span: 2, width: 1, sd: .05, ceiling: 1}, 7},
	} {
		s, _ := c.draw(hillShape, 1)
		k := newScales(s)
		n := k.noise(stat.Bootstrap{Stream: random.NewStream(1, "noise")}, k.pooled(variance{.01, 7}))
		var mean, square [6]float64
		product := 0.0
		for r := range resamples {
			d := make([]float64, 6)
			n.draw(r, d)
			for i, v := range d {
				mean[i] += v / resamples
				square[i] += v * v / resamples
			}
			product += d[2] * d[3] / resamples
		}
		for i := range 6 {
			want := 0.0
			switch {
			case c.items > 0:
				share, items := k.share(i)
				want = share * (1 - share) / items
			case c.published:
				want = .05 * .05 / 2
			case c.seeds == 1:
				want = .01
			case c.seeds == 2:
				want = k.spread().value / 2
			default:
				for _, r := range k.replicates[i] {
					want += (r.y - k.mean[i]) * (r.y - k.mean[i]) / float64(c.seeds*(c.seeds-1))
				}
			}
			want *= c.df.Wider() * c.df.Wider()
			if math.Abs(mean[i]) > 5*math.Sqrt(want/resamples) || math.Abs(square[i]/want-1) > 5*math.Sqrt(3.0/resamples) {
				t.Errorf("%v, scale %d: mean %g, square %g instead of %g", c.design, i, mean[i], square[i], want)
			}
		}
		if c.shift > 0 {
			want := 0.0
			for i, r := range k.replicates[2] {
				want += c.df.Wider() * c.df.Wider() * (r.y - k.mean[2]) * (k.replicates[3][i].y - k.mean[3]) / float64(c.seeds*(c.seeds-1))
			}
			if math.Abs(product-want) > 5*math.Sqrt((square[2]*square[3]+want*want)/resamples) {
				t.Errorf("covariance %g instead of %g", product, want)
			}
		}
	}
}

// The draws of a test set are quantiles of its binomial distribution.
func TestBinomialQuantiles(t *testing.T) {
	for _, c := range []struct{ n, p float64 }{{1, .5}, {7, .05}, {100, .25}, {1000, .9995}, {20000, .4}} {
		for i, k := range binomialQuantiles(c.n, c.p) {
			u := (float64(i) + 0.5) / quantiles
			if below, upto := 1-atLeast(k, c.n, c.p), 1-atLeast(k+1, c.n, c.p); u < below-1e-9 || u > upto+1e-9 {
				t.Errorf("%v: %g at %g, which goes from %g to %g", c, k, u, below, upto)
			}
		}
	}
}

// Values of published tables.
func TestStudentAndRatio(t *testing.T) {
	for _, c := range []struct{ got, want float64 }{
		{stat.Student(4).Quantile(.975), 2.776445}, {stat.Student(2).Quantile(.95), 2.919986}, {stat.Normal.Quantile(.975), 1.959964},
		{stat.Student(4).Above(2.776445), .025}, {stat.Student(4).Above(-2.776445), .975}, {stat.Normal.Above(1.959964), .025},
		{stat.FisherF(.95, 3, 10), 3.708265}, {stat.FisherF(.95, 1, stat.Normal), 3.841459}, {stat.Student(1).Above(math.Inf(1)), 0},
	} {
		if math.Abs(c.got-c.want) > 1e-5 {
			t.Errorf("%g instead of %g", c.got, c.want)
		}
	}
}
