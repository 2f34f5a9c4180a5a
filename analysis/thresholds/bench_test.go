package thresholds

import (
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// wide is a series of 64 scales and 10 seeds.
func wide() stat.Series {
	s, _ := design{seeds: 10, scales: 64, span: 4, width: 1, sd: .05, floor: .1, ceiling: .9}.draw(hillShape, 0)
	return s
}

func drawing(n int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: n, Stream: random.NewStream(1, "bench")}
}

// One resample more: the time of a refit, by what b.N resamples take.
func BenchmarkRefit(b *testing.B) {
	s := wide()
	for _, c := range []struct {
		name string
		of   func(stat.Bootstrap)
	}{
		{"onset", func(b stat.Bootstrap) { FindOnset(s, b) }},
		{"sigmoid", func(b stat.Bootstrap) { FitSigmoid(s, b) }},
		{"ramp", func(b stat.Bootstrap) { Gather(s).Ramp(b) }},
	} {
		b.Run(c.name, func(b *testing.B) { c.of(drawing(b.N)) })
	}
}

// The whole series, with 200 resamples.
func BenchmarkSeries(b *testing.B) {
	s := wide()
	b.Run("onset", func(b *testing.B) {
		for b.Loop() {
			FindOnset(s, drawing(200))
		}
	})
	b.Run("sigmoid", func(b *testing.B) {
		for b.Loop() {
			FitSigmoid(s, drawing(200))
		}
	})
	b.Run("ramp", func(b *testing.B) {
		for b.Loop() {
			Gather(s).Ramp(drawing(200))
		}
	})
	b.Run("extrapolate", func(b *testing.B) {
		for b.Loop() {
			Extrapolate(s, 1e8)
		}
	})
}
