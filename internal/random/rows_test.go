package random

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"
)

// The uniform numbers of interest: anywhere, and in either tail down to the least.
func uniforms() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Map(rapid.Uint64(), func(b uint64) float64 { return unit(uint32(b>>32), uint32(b)) }),
		rapid.Map(rapid.Float64Range(-36.7, 0), func(l float64) float64 { return (math.Floor(math.Exp(l)*0x1p52) + 0.5) * 0x1p-52 }),
		rapid.Map(rapid.Float64Range(-36.7, 0), func(l float64) float64 { return 1 - (math.Floor(math.Exp(l)*0x1p52)+0.5)*0x1p-52 }),
	).Filter(func(u float64) bool { return u > 0 && u < 1 })
}

func TestNormalQuantileIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := uniforms().Draw(t, "u")
		// The library itself is off by up to 1e-15.
		if got, want := normalQuantile(u), mathext.NormalQuantile(u); math.Abs(got-want) > 3e-15*math.Abs(want) {
			t.Fatalf("at %g: %.17g, library %.17g", u, got, want)
		}
	})
}

// Rows give the same bits as single numbers.
func TestRowsOfQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(uniforms(), 8, 40).Draw(t, "u")
		drawn := append([]float64(nil), row...)
		for k := range quantileRows(drawn) {
			if want := normalQuantile(row[k]); drawn[k] != want {
				t.Fatalf("at %g: %.17g in a row, %.17g alone", row[k], drawn[k], want)
			}
		}
	})
}

func TestRowsOfUniformNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Stream{rapid.Uint32().Draw(t, "k0"), rapid.Uint32().Draw(t, "k1")}
		first := rapid.Uint64().Draw(t, "first")
		drawn := make([]float64, rapid.IntRange(0, 40).Draw(t, "numbers"))
		for k := range s.uniformRows(first, drawn) {
			if want := s.Uniform(first + uint64(k)); drawn[k] != want {
				t.Fatalf("number %d: %.17g in a row, %.17g alone", first+uint64(k), drawn[k], want)
			}
		}
	})
}

func BenchmarkNormals(b *testing.B) {
	s := NewStream(1, "benchmark")
	drawn := make([]float64, 192)
	for i := 0; b.Loop(); i++ {
		s.Normals(uint64(i*len(drawn)), drawn)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(drawn)), "ns/number")
}
