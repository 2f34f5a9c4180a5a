package designs

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/bits"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func newSobol(t testing.TB, dims int, seed int64) *Sobol {
	t.Helper()
	s, err := NewSobol(dims, seed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The expected numbers come from scipy.stats.qmc.Sobol(128, scramble=False), SciPy 1.10.1.
func TestSobolWithoutScramblingAgreesWithSciPy(t *testing.T) {
	s := newSobol(t, maxSobolDims, 0)
	dims := []int{0, 1, 2, 5, 20, 63, 127}
	for i, want := range map[int64][]float64{
		0:    {0, 0, 0, 0, 0, 0, 0},
		1:    {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
		2:    {0.75, 0.25, 0.25, 0.75, 0.25, 0.75, 0.25},
		3:    {0.25, 0.75, 0.75, 0.25, 0.75, 0.25, 0.75},
		7:    {0.125, 0.625, 0.375, 0.375, 0.875, 0.375, 0.375},
		100:  {0.4140625, 0.2578125, 0.7734375, 0.7421875, 0.7578125, 0.6484375, 0.4609375},
		1023: {0.0009765625, 0.7529296875, 0.6123046875, 0.4384765625, 0.8662109375, 0.0400390625, 0.7001953125},
	} {
		for n, k := range dims {
			if got := float64(s.plain(i, k)) / sobolPoints; got != want[n] {
				t.Errorf("point %d, coordinate %d: %v, want %v", i, k, got, want[n])
			}
		}
	}
}

// The expected hash is that of the 128*49 direction numbers of SciPy 1.10.1.
func TestDirectionNumbersAgreeWithSciPy(t *testing.T) {
	h := fnv.New64a()
	for _, start := range joeKuo {
		for _, v := range directions(start) {
			h.Write(binary.BigEndian.AppendUint64(nil, v))
		}
	}
	if got := h.Sum64(); got != 0xcbe92ab1550ed74a {
		t.Errorf("direction numbers hash to %#x", got)
	}
}

func TestFirstCoordinateIsVanDerCorputInGrayOrder(t *testing.T) {
	s := newSobol(t, 1, 0)
	for i := range uint64(1000) {
		if got, want := s.plain(int64(i), 0), bits.Reverse64(i^i>>1)>>(64-sobolBits); got != want {
			t.Fatalf("point %d: %#x, want %#x", i, got, want)
		}
	}
}

// Every aligned block of 2^m points is a (t,m,2)-net in every pair of coordinates: every
// elementary interval of volume 2^(t-m) holds exactly 2^t points. t is at most the sum
// over both coordinates of the degree of the polynomial less 1 (Sobol 1967, Theorem 3.4).
// A single coordinate has t=0. Scrambling preserves the net (Owen 1995, Proposition 1).
func TestBlocksOfScrambledPointsAreNets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const dims = 6
		s, err := NewSobol(dims, rapid.Int64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		m := rapid.IntRange(0, 9).Draw(t, "m")
		first := rapid.Int64Range(0, sobolPoints>>m-1).Draw(t, "block") << m
		a, b := rapid.IntRange(0, dims-1).Draw(t, "a"), rapid.IntRange(0, dims-1).Draw(t, "b")
		quality := 0
		for _, k := range []int{a, b} {
			quality += max(bits.Len16(joeKuo[k][0])-2, 0)
		}
		if a == b {
			quality = 0
		}
		for halvings := 0; halvings <= m-quality; halvings++ {
			ways := m - quality - halvings
			if a == b && ways > 0 && halvings > 0 {
				continue
			}
			counts := map[[2]int64]int{}
			for i := range int64(1) << m {
				x := s.Point(first + i)
				counts[[2]int64{int64(math.Ldexp(x[a], halvings)), int64(math.Ldexp(x[b], ways))}]++
			}
			if len(counts) != 1<<(m-quality) {
				t.Fatalf("%d of %d intervals hold points", len(counts), 1<<(m-quality))
			}
			for where, n := range counts {
				if n != 1<<quality {
					t.Fatalf("interval %v holds %d points, not %d", where, n, 1<<quality)
				}
			}
		}
	})
}

// The highest bit in which two numbers differ is the same after scrambling.
func TestScramblingIsNested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flips := random.NewStream(rapid.Int64().Draw(t, "seed"))
		x := rapid.Uint64Range(0, sobolPoints-1).Draw(t, "x")
		y := x ^ rapid.Uint64Range(0, sobolPoints-1).Draw(t, "y")>>rapid.IntRange(0, sobolBits).Draw(t, "shared")
		if got, want := bits.Len64(owen(x, flips)^owen(y, flips)), bits.Len64(x^y); got != want {
			t.Fatalf("%#x and %#x differ from bit %d on, scrambled from bit %d on", x, y, want, got)
		}
	})
}

// Below the highest bit in which two numbers differ, their flips are independent. With a
// random digital shift, or one permutation for all bits, they would be equal.
func TestScramblingIsIndependentBelowEveryNode(t *testing.T) {
	const n = 1000
	for highest := range sobolBits - 8 {
		x, y := make([]float64, n), make([]float64, n)
		below := uint64(1)<<(sobolBits-1-highest) - 1
		for seed := range x {
			flips := random.NewStream(int64(seed))
			x[seed] = float64(owen(0, flips) & below)
			y[seed] = float64(owen(below+1, flips) & below)
		}
		// Each correlation exceeds 4.5/sqrt(n) with probability 7e-6.
		if c := stat.Correlation(x, y, nil); math.Abs(c) > 4.5/math.Sqrt(n) {
			t.Errorf("different from bit %d on: correlation %g", highest, c)
		}
		slices.Sort(x)
		d := 0.0
		for i, v := range x {
			d = max(d, math.Abs(v/float64(below)-(float64(i)+0.5)/n))
		}
		// The Kolmogorov-Smirnov statistic exceeds 2.4/sqrt(n) with probability 2e-5.
		if d > 2.4/math.Sqrt(n) {
			t.Errorf("below bit %d: Kolmogorov-Smirnov distance %g", highest, d)
		}
	}
}

func TestMorePointsAndMoreDimensionsMoveNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Int64().Draw(t, "seed")
		dims := rapid.IntRange(1, maxSobolDims).Draw(t, "dims")
		i := rapid.Int64Range(0, sobolPoints-1).Draw(t, "i")
		few, err := NewSobol(dims, seed)
		if err != nil {
			t.Fatal(err)
		}
		many, err := NewSobol(maxSobolDims, seed)
		if err != nil {
			t.Fatal(err)
		}
		x := few.Point(i)
		if !slices.Equal(x, many.Point(i)[:dims]) {
			t.Fatal("more dimensions moved a point")
		}
		if slices.Min(x) <= 0 || slices.Max(x) >= 1 {
			t.Fatalf("point %v is outside the open cube", x)
		}
		other, err := NewSobol(dims, seed+1)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Equal(x, other.Point(i)) {
			t.Fatal("another seed gives the same point")
		}
	})
}

// A study must get the same points from every later version.
func TestSobolPointsDoNotChangeBetweenVersions(t *testing.T) {
	want := []float64{0.38365544345972413, 0.08209733697729238, 0.19820434481747906}
	if got := newSobol(t, 3, 7).Point(1 << 40); !slices.Equal(got, want) {
		t.Errorf("point 2^40 is %v, was %v", got, want)
	}
}

func TestSobolRefusesDimensions(t *testing.T) {
	for _, dims := range []int{-1, 0, maxSobolDims + 1} {
		if _, err := NewSobol(dims, 1); err == nil {
			t.Errorf("%d dimensions accepted", dims)
		}
	}
}

// The root mean square error of scrambled nets on smooth functions falls like n^(-3/2)
// up to logarithms (Owen, Ann. Statist. 25, 1997). That of random points falls like
// n^(-1/2).
func TestScrambledSobolIntegratesFasterThanRandomPoints(t *testing.T) {
	const dims, seeds = 3, 16
	f := func(x []float64) float64 {
		y := 1.0
		for _, v := range x {
			y *= math.Exp(v) / (math.E - 1)
		}
		return y // of mean 1
	}
	rms := func(n int, point func(seed, i int) []float64) float64 {
		sum := 0.0
		for seed := range seeds {
			mean := 0.0
			for i := range n {
				mean += f(point(seed, i)) / float64(n)
			}
			sum += (mean - 1) * (mean - 1)
		}
		return math.Sqrt(sum / seeds)
	}
	var sequences []*Sobol
	var streams []random.Stream
	for seed := range int64(seeds) {
		sequences = append(sequences, newSobol(t, dims, seed))
		streams = append(streams, random.NewStream(seed, "compare"))
	}
	sobol := func(seed, i int) []float64 { return sequences[seed].Point(int64(i)) }
	plain := func(seed, i int) []float64 {
		x := make([]float64, dims)
		for k := range x {
			x[k] = streams[seed].Uniform(uint64(dims*i + k))
		}
		return x
	}
	few, many, random := rms(1<<6, sobol), rms(1<<12, sobol), rms(1<<12, plain)
	slope := math.Log2(many/few) / 6
	t.Logf("error %.3g at 2^6 points, %.3g at 2^12 (slope %.2f); random points %.3g", few, many, slope, random)
	if slope > -1.2 || many > random/100 {
		t.Error("the error does not fall faster than that of random points")
	}
}

func BenchmarkSobolPoint(b *testing.B) {
	s := newSobol(b, 6, 1)
	i := int64(0)
	for b.Loop() {
		s.Point(i)
		i++
	}
}
