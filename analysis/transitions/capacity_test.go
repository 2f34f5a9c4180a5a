package transitions

import (
	"math"
	"testing"
)

// store is networks of 2.3 bits per parameter, 5 bits an item, that fill up to 97%.
func store(trial int, loads bool) []Stored {
	noise := stream(trial, "noise")
	var runs []Stored
	for _, params := range []float64{100, 300, 1000, 3000, 10000} {
		for _, items := range logs(20, 0.2, 12) {
			for seed := range int64(7) {
				load := min(0.97, 5*items/(2.3*params)) * (1 + 0.01*noise.Normal(uint64(len(runs))))
				s := Stored{Params: params, Items: items, Amount: 2.3 * params * load, Load: load, Seed: seed}
				if !loads {
					s.Load = math.NaN()
				}
				runs = append(runs, s)
			}
		}
	}
	return runs
}

func TestCapacity(t *testing.T) {
	for _, loads := range []bool{true, false} {
		c := FindCapacity(store(0, loads), bootstrap(0, 200))
		for i, p := range c.Params {
			if want := 0.97*2.3*p < 5*20*math.Pow(10, 0.2*11); c.Full[i] != want {
				t.Errorf("loads known %v, %g parameters: full %v, want %v; %v at %v", loads, p, c.Full[i], want, c.Amount[i], c.Load[i])
			}
		}
		t.Logf("%.4g [%.4g, %.4g] bits per parameter", c.PerParam.Value, c.PerParam.Low, c.PerParam.High)
		// The greatest of several equal means is a little above them.
		if math.Abs(c.PerParam.Value/(0.97*2.3)-1) > 0.01 {
			t.Errorf("bits per parameter: %v", c.PerParam)
		}
	}
}
