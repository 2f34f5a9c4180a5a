package designs

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func TestSaltelliBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dims := rapid.IntRange(1, maxSobolDims/2).Draw(t, "dims")
		seed := rapid.Int64().Draw(t, "seed")
		base := rapid.Int64Range(0, 1<<40).Draw(t, "base")
		s, err := NewSaltelli(dims, seed)
		if err != nil {
			t.Fatal(err)
		}
		sobol, err := NewSobol(2*dims, seed)
		if err != nil {
			t.Fatal(err)
		}
		first := base * int64(dims+2)
		a, b := s.Point(first), s.Point(first+1)
		if !slices.Equal(slices.Concat(a, b), sobol.Point(base)) {
			t.Fatal("A and B are not the halves of the Sobol point")
		}
		for k := range dims {
			want := slices.Clone(a)
			want[k] = b[k]
			if got := s.Point(first + 2 + int64(k)); !slices.Equal(got, want) {
				t.Fatalf("A with coordinate %d of B: %v, want %v", k, got, want)
			}
		}
	})
}

// The indices of the function of Ishigami and Homma are known exactly, here for a=7 and
// b=0.1. The estimators are (b) and (f) of Saltelli et al. 2010, table 2.
func TestSaltelliDesignFindsTheIndicesOfIshigami(t *testing.T) {
	f := func(x []float64) float64 {
		u := func(k int) float64 { return math.Pi * (2*x[k] - 1) }
		return math.Sin(u(0)) + 7*math.Pow(math.Sin(u(1)), 2) + 0.1*math.Pow(u(2), 4)*math.Sin(u(0)) - 7.0/2 // of mean 0
	}
	pi4 := math.Pow(math.Pi, 4)
	v1, v2, v13 := math.Pow(1+0.1*pi4/5, 2)/2, 49.0/8, 0.01*pi4*pi4*(1.0/18-1.0/50)
	v := v1 + v2 + v13
	first, total := []float64{v1 / v, v2 / v, 0}, []float64{(v1 + v13) / v, v2 / v, v13 / v}

	const seeds, n = 16, 1 << 11
	var s1, st [3][]float64
	for seed := range int64(seeds) {
		s, err := NewSaltelli(3, seed)
		if err != nil {
			t.Fatal(err)
		}
		var sum1, sumT [3]float64
		for i := int64(0); i < 5*n; i += 5 {
			a, b := f(s.Point(i)), f(s.Point(i+1))
			for k := range sum1 {
				ab := f(s.Point(i + 2 + int64(k)))
				sum1[k] += b * (ab - a) / n / v
				sumT[k] += (a - ab) * (a - ab) / (2 * n) / v
			}
		}
		for k := range sum1 {
			s1[k], st[k] = append(s1[k], sum1[k]), append(st[k], sumT[k])
		}
	}
	// Both estimators are unbiased on scrambled points. With 15 degrees of freedom their
	// mean is off by more than 5 standard errors with probability 2e-4.
	for k := range first {
		for _, c := range []struct {
			estimates []float64
			want      float64
		}{{s1[k], first[k]}, {st[k], total[k]}} {
			mean, deviation := stat.MeanStdDev(c.estimates, nil)
			se := stat.StdErr(deviation, seeds)
			t.Logf("input %d: %.5f +- %.5f, exactly %.5f", k, mean, se, c.want)
			if math.Abs(mean-c.want) > 5*se || deviation > 0.02 {
				t.Errorf("input %d: %.5f +- %.5f, want %.5f", k, mean, se, c.want)
			}
		}
	}
}

func TestSaltelliRefusesDimensions(t *testing.T) {
	for _, dims := range []int{-1, 0, maxSobolDims/2 + 1} {
		if _, err := NewSaltelli(dims, 1); err == nil {
			t.Errorf("%d dimensions accepted", dims)
		}
	}
}
