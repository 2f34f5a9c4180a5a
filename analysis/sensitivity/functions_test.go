package sensitivity

import "math"

// function is a test function on the unit cube whose indices are known.
type function struct {
	name         string
	dims         int
	at           func(x []float64) float64
	variance     float64
	first, total []float64
}

// ishigami is sin x1 + a sin^2 x2 + b x3^4 sin x1 on [-pi, pi]^3 (Ishigami and Homma 1990).
func ishigami(a, b float64) function {
	pi4 := math.Pow(math.Pi, 4)
	v1, v2 := math.Pow(1+b*pi4/5, 2)/2, a*a/8
	v13 := b * b * pi4 * pi4 * (1./18 - 1./50)
	v := v1 + v2 + v13
	return function{
		name: "Ishigami", dims: 3,
		at: func(x []float64) float64 {
			z := func(k int) float64 { return math.Pi * (2*x[k] - 1) }
			return math.Sin(z(0)) + a*math.Pow(math.Sin(z(1)), 2) + b*math.Pow(z(2), 4)*math.Sin(z(0))
		},
		variance: v,
		first:    []float64{v1 / v, v2 / v, 0},
		total:    []float64{(v1 + v13) / v, v2 / v, v13 / v},
	}
}

// g is Sobol's product of (|4x - 2| + a)/(1 + a).
func g(a ...float64) function {
	part := func(k int) float64 { return 1. / 3 / math.Pow(1+a[k], 2) }
	all := 1.0
	for k := range a {
		all *= 1 + part(k)
	}
	v := all - 1
	f := function{
		name: "g", dims: len(a), variance: v,
		at: func(x []float64) float64 {
			y := 1.0
			for k := range a {
				y *= (math.Abs(4*x[k]-2) + a[k]) / (1 + a[k])
			}
			return y
		},
	}
	for k := range a {
		f.first = append(f.first, part(k)/v)
		f.total = append(f.total, part(k)*all/(1+part(k))/v)
	}
	return f
}

var functions = []function{ishigami(7, 0.1), g(0, 1, 4.5, 9, 99, 99, 99, 99)}
