package calibration

import (
	"math"
	"testing"
)

// grid is a problem of one task whose event comes at 2 x^3 / y, unless that is beyond the end.
func grid(end float64) *problem {
	p := &problem{data: &Data{Paths: []string{"x", "y"}}}
	for _, x := range []float64{1, 2, 4, 8, 16} {
		for _, y := range []float64{1, 3, 9} {
			step := 2 * x * x * x / y
			o := Observation{Task: "sums", Kind: StepTest, Value: math.Log(step)}
			if step > end {
				o.Value, o.Censored = math.Log(end), true
			}
			n := len(p.data.Runs)
			p.data.Settings = append(p.data.Settings, Setting{Values: []float64{x, y}, Runs: []int{n}, End: end})
			p.data.Runs = append(p.data.Runs, Run{Setting: n, End: end})
			p.all, p.runOf = append(p.all, o), append(p.runOf, n)
		}
	}
	return p
}

func ones(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = 1
	}
	return list
}

// A power law is found, also where events beyond the end are known as bounds alone.
func TestPowerLawBaseline(t *testing.T) {
	for _, end := range []float64{1e9, 800} {
		p := grid(end)
		weight := ones(len(p.all))
		weight[4], weight[9] = 0, 0 // left out
		for i, got := range p.powerLaw(weight) {
			x, y := p.data.Settings[i].Values[0], p.data.Settings[i].Values[1]
			if want := math.Log(2 * x * x * x / y); math.Abs(got-want) > 0.02 {
				t.Errorf("end %v, x %v, y %v: %v, not %v", end, x, y, got, want)
			}
		}
	}
}

// The nearest setting is another one, and one that was not left out.
func TestNearestBaseline(t *testing.T) {
	p := grid(1e9)
	at := func(x, y float64) float64 { return math.Log(2 * x * x * x / y) }
	if got, want := p.nearest(ones(len(p.all)))[4], (at(1, 3)+at(4, 3))/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("x = 2, y = 3: %v, not the mean of its two neighbours, %v", got, want)
	}
	weight := ones(len(p.all))
	weight[1] = 0
	if got, want := p.nearest(weight)[4], at(4, 3); math.Abs(got-want) > 1e-9 {
		t.Errorf("x = 2, y = 3 without x = 1: %v, not its other neighbour, %v", got, want)
	}
}
