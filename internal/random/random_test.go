package random

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// The known-answer vectors that the authors of Philox published with Random123.
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		counter [4]uint32
		key     [2]uint32
		want    [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, [2]uint32{0xffffffff, 0xffffffff}, [4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0}, [4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	} {
		var got [4]uint32
		got[0], got[1], got[2], got[3] = philox(c.counter[0], c.counter[1], c.counter[2], c.counter[3], c.key[0], c.key[1])
		if got != c.want {
			t.Errorf("philox(%x, %x) = %x, want %x", c.counter, c.key, got, c.want)
		}
	}
}

func TestDrawsHaveTheirDistributions(t *testing.T) {
	const n = 100_000
	s := NewStream(1, "test")
	uniform, exponential, normal, pair := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range uniform {
		uniform[i], exponential[i], normal[i] = s.Uniform(uint64(i)), s.Exponential(uint64(i)), s.Normal(uint64(i))
		a, b := s.NormalPair(uint64(i))
		pair[i] = (a + b) / math.Sqrt2
	}
	phi := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	for name, c := range map[string]struct {
		draws []float64
		cdf   func(float64) float64
	}{
		"uniform":     {uniform, func(x float64) float64 { return x }},
		"exponential": {exponential, func(x float64) float64 { return -math.Expm1(-x) }},
		"normal":      {normal, phi},
		"pair":        {pair, phi},
	} {
		slices.Sort(c.draws)
		d := 0.0
		for i, x := range c.draws {
			d = max(d, math.Abs(c.cdf(x)-(float64(i)+0.5)/n))
		}
		// The Kolmogorov-Smirnov statistic exceeds 1.95/sqrt(n) with probability 0.001.
		if d > 1.95/math.Sqrt(n) {
			t.Errorf("%s: Kolmogorov-Smirnov distance %g", name, d)
		}
	}
}

func TestNormalsAreTheNumbersOfTheStream(t *testing.T) {
	s := NewStream(1, "test")
	for _, first := range []uint64{0, 7, 1<<32 - 3} {
		drawn := make([]float64, 10)
		s.Normals(first, drawn)
		for k, x := range drawn {
			if want := s.Normal(first + uint64(k)); x != want {
				t.Errorf("number %d is %g in a row, %g alone", first+uint64(k), x, want)
			}
		}
	}
}

func TestBitsAreFairCoins(t *testing.T) {
	const n = 20_000
	s := NewStream(1, "test")
	var heads, turns [128]int
	agree := 0 // leading bits equal to those of Uniform
	var before [2]uint64
	for i := range uint64(n) {
		var now [2]uint64
		now[0], now[1] = s.Bits(i)
		for k := range heads {
			heads[k] += int(now[k/64] >> (k % 64) & 1)
			turns[k] += int((now[k/64] ^ before[k/64]) >> (k % 64) & 1)
		}
		if (now[0]>>63 == 1) == (s.Uniform(i) > 0.5) {
			agree++
		}
		before = now
	}
	for k, count := range slices.Concat(heads[:], turns[:], []int{agree}) {
		// One of 257 counts is 5 standard deviations off with probability 1.5e-4.
		if math.Abs(float64(count)-n/2) > 5*math.Sqrt(n)/2 {
			t.Errorf("count %d is %d of %d", k, count, n)
		}
	}
}

func TestStreamsOfDifferentPurposeAreUncorrelated(t *testing.T) {
	const n = 20_000
	draw := func(s Stream) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = s.Normal(uint64(i))
		}
		return x
	}
	base := draw(NewStream(1, "gain", "addition"))
	for name, other := range map[string]Stream{
		"another seed":    NewStream(2, "gain", "addition"),
		"another purpose": NewStream(1, "initial", "addition"),
		"another agent":   NewStream(1, "gain", "additioo"),
		"moved boundary":  NewStream(1, "gaina", "ddition"),
	} {
		if c := stat.Correlation(base, draw(other), nil); math.Abs(c) > 4/math.Sqrt(n) {
			t.Errorf("%s: correlation %g", name, c)
		}
	}
}
