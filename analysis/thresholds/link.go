package thresholds

import "math"

// link makes a form a straight line in ln x.
type link struct {
	name            string
	degree          int    // of the polynomial
	needs           string // what scores have to be; empty: anything
	to, back, slope func(y float64) float64
}

var links = []link{
	{"constant", 0, "", same, same, one},
	{"linear", 1, "", same, same, one},
	{"power", 1, "a score is not above 0", math.Log, math.Exp, func(y float64) float64 { return 1 / y }},
	{
		"logistic", 1, "a score is not between 0 and 1",
		func(y float64) float64 { return math.Log(y / (1 - y)) },
		func(y float64) float64 { return 1 / (1 + math.Exp(-y)) },
		func(y float64) float64 { return 1 / (y * (1 - y)) },
	},
}

func same(y float64) float64 { return y }
func one(float64) float64    { return 1 }
