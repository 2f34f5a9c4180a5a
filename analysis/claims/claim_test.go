package claims

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Of a number the value decides, of an order, a sign or a shape the whole interval: chance must not.
func TestMet(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		e    Estimate
		in   Range
		met  bool
	}{
		{Value, Estimate{Value: 10, Low: 5, High: 15}, Within(10.5, 0.1), true},
		{Value, Estimate{Value: 10, Low: 5, High: 15}, Within(12, 0.1), false},
		{Value, Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, Above(0), false},
		{Sign, Estimate{Value: 1, Low: 0.2, High: 2}, Above(0), true},
		{Sign, Estimate{Value: 1, Low: -0.2, High: 2}, Above(0), false},
		{Sign, Estimate{Value: 0, Low: 0, High: 0}, Below(0), false},
		{Shape, Estimate{Value: 0, Low: 0, High: 0}, Below(0), true},
		{Order, Estimate{Value: math.Inf(1), Low: 3, High: math.Inf(1)}, Above(1), true},
		{Shape, Estimate{Value: math.NaN(), Low: 1, High: 2}, Above(0), false},
	} {
		claim := Claim{Kind: c.kind, Expect: c.in}
		if claim.Met(c.e) != c.met {
			t.Errorf("%s %v in %v: met is %t", c.kind, c.e, c.in, !c.met)
		}
	}
}

// Intervals hold the truth in at least 93% of 2000 trials: of a mean of 5 normal numbers, of a median of 11 skew
// ones, of a share of 20.
func TestSamplesCover(t *testing.T) {
	const trials = 2000
	mean, median, share := 0, 0, 0
	for trial := range trials {
		s := random.NewStream(int64(trial), "samples cover")
		normal, skew, yes := make([]float64, 5), make([]float64, 11), make([]bool, 20)
		for i := range normal {
			normal[i] = s.Normal(uint64(i))
		}
		for i := range skew {
			skew[i] = math.Exp(s.Normal(uint64(100 + i)))
		}
		for i := range yes {
			yes[i] = s.Uniform(uint64(200+i)) < 0.3
		}
		hold := func(e Estimate, truth float64) int {
			if e.Low <= truth && truth <= e.High {
				return 1
			}
			return 0
		}
		mean, median, share = mean+hold(Mean(normal), 0), median+hold(stat.MedianOf(skew), 1), share+hold(Share(yes), 0.3)
	}
	for name, held := range map[string]int{"mean": mean, "median": median, "share": share} {
		if rate := float64(held) / trials; rate < 0.93 || rate > 0.999 {
			t.Errorf("the interval of a %s holds the truth in %.3f of trials", name, rate)
		}
	}
}

// Names of rows and of claims are identifiers, and every claim says all that a reader needs.
func TestRowsAreComplete(t *testing.T) {
	numbers, rows := map[int]bool{}, map[string]bool{}
	for _, r := range Rows() {
		if numbers[r.Number] || rows[r.Name] {
			t.Errorf("row %d %s is there twice", r.Number, r.Name)
		}
		numbers[r.Number], rows[r.Name] = true, true
		if r.Mechanism == "" || r.Trust == "" || r.Title == "" || r.Picture == nil || len(r.Scenarios) == 0 || len(r.Claims) == 0 {
			t.Errorf("row %s lacks a part", r.Name)
		}
		names := map[string]bool{}
		for _, c := range r.Claims {
			if names[c.Name] {
				t.Errorf("%s/%s is there twice", r.Name, c.Name)
			}
			names[c.Name] = true
			if c.Source == "" || c.Statement == "" || c.Quantity == "" || c.Simulated == nil || !(c.Expect.Low <= c.Expect.High) {
				t.Errorf("%s/%s lacks a part", r.Name, c.Name)
			}
			if math.IsInf(c.Expect.Low, -1) && math.IsInf(c.Expect.High, 1) {
				t.Errorf("%s/%s cannot fail", r.Name, c.Name)
			}
			if c.Kind == Value && c.Published != c.Published {
				t.Errorf("%s/%s has no published number, and is no order, sign or shape", r.Name, c.Name)
			}
		}
	}
}
