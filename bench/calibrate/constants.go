package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

// constant is one fitted number.
type constant struct {
	symbol      string  // in docs/model.md
	path        string  // of its key in a scenario
	from, to    float64 // range of the search
	logarithmic bool    // the search is on a logarithmic scale
}

const generalization = "tasks.addition.generalization."

var constants = []constant{
	{"a_m", "tasks.addition.memorization.gain", 30, 400, true},
	{"m_0", "tasks.addition.memorization.initial", 1e-4, 0.3, true},
	{"a_0", generalization + "gain", 1e-3, 0.3, true},
	{"sigma_a", generalization + "gain_spread", 0.03, 0.8, true},
	{"s_0", generalization + "initial", 1e-12, 1e-2, true},
	{"sigma_s", generalization + "initial_spread", 0, 1.5, false},
	{"c", generalization + "footprint", 5, 800, true},
	{"q", generalization + "congestion", 0.01, 1, false},
	{"leak", "model.leak", 0.1, 3, true},
	{"gamma", "model.leak_exponent", 0, 1, false},
	{"beta", "model.bits_per_param", 1.6, 3.8, false},
	{"sigma_0^2", "model.noise", 0.05, 3, true},
	{"chi", "model.interference", 0, 1, false},
}

// startingValues are the values of the base scenario, except those that replaced
// states as SYMBOL=VALUE.
func startingValues(base *scenarios.Scenario, replaced []string) ([]float64, error) {
	task := base.Tasks[0]
	g := task.Generalization[0]
	values := []float64{
		task.Memorization.Gain, task.Memorization.Initial,
		g.Gain, g.GainSpread, g.Initial, g.InitialSpread, g.Footprint, g.Congestion,
		base.Model.Leak, base.Model.LeakExponent, base.Model.BitsPerParam, base.Model.Noise, base.Model.Interference,
	}
	for _, o := range replaced {
		symbol, text, _ := strings.Cut(o, "=")
		i := slices.IndexFunc(constants, func(c constant) bool { return c.symbol == symbol })
		if i < 0 {
			return nil, fmt.Errorf("%s: expected SYMBOL=VALUE with a symbol of docs/model.md, such as a_m=100", o)
		}
		x, err := strconv.ParseFloat(text, 64)
		if c := constants[i]; err != nil || !(x >= c.from && x <= c.to) {
			return nil, fmt.Errorf("%s: expected a number from %g to %g", o, c.from, c.to)
		}
		values[i] = x
	}
	return values, nil
}

// toCoordinates maps each range to half a period of a cosine, so that an
// unbounded search stays inside the range.
func toCoordinates(values []float64) []float64 {
	x := make([]float64, len(values))
	for i, c := range constants {
		share := (values[i] - c.from) / (c.to - c.from)
		if c.logarithmic {
			share = math.Log(values[i]/c.from) / math.Log(c.to/c.from)
		}
		x[i] = math.Acos(1 - 2*min(max(share, 0.01), 0.99))
	}
	return x
}

// fromCoordinates is the inverse of toCoordinates.
func fromCoordinates(x []float64) []float64 {
	values := make([]float64, len(x))
	for i, c := range constants {
		share := (1 - math.Cos(x[i])) / 2
		if c.logarithmic {
			values[i] = c.from * math.Pow(c.to/c.from, share)
		} else {
			values[i] = c.from + (c.to-c.from)*share
		}
	}
	return values
}
