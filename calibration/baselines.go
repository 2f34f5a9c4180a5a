package calibration

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// PowerLaw are the errors of a regression of each kind's values on the logarithms of the varied keys, fitted to all runs.
func (f *Fit) PowerLaw() []KindErrors {
	return f.problem.errorsOf(f.problem.powerLaw(f.objective.weight), nil)
}

// Nearest are the errors of taking, for each setting, the values of the nearest other one.
func (f *Fit) Nearest() []KindErrors {
	return f.problem.errorsOf(f.problem.nearest(f.objective.weight), nil)
}

// coordinates are the logarithms of the varied keys of every setting, each with mean 0 and standard deviation 1. Keys that
// take the value 0 have the logarithm of 1 + value.
func (p *problem) coordinates() [][]float64 {
	varied := p.data.Varied()
	list := make([][]float64, len(p.data.Settings))
	for _, k := range varied {
		shift := 0.0
		for _, s := range p.data.Settings {
			if s.Values[k] <= 0 {
				shift = 1
			}
		}
		var column []float64
		for _, s := range p.data.Settings {
			column = append(column, math.Log(max(s.Values[k]+shift, 1e-300)))
		}
		mean, spread := 0.0, deviation(column)
		for _, x := range column {
			mean += x / float64(len(column))
		}
		for i, x := range column {
			list[i] = append(list[i], (x-mean)/spread)
		}
	}
	return list
}

// ridge keeps a regression defined where a key does not vary among the runs that it is fitted to.
const ridge = 1e-4

// rounds of expectation and maximization of a censored regression.
const tobitRounds = 60

// powerLaw predicts every observation by a regression on those of weight above 0, of the same task and kind. A value that
// is only known to be above a bound has its expectation, given that (Tobit's model, by expectation and maximization). It
// is NaN where fewer events happened than there are coefficients.
func (p *problem) powerLaw(weight []float64) []float64 {
	x := p.coordinates()
	predictions := make([]float64, len(p.all))
	done := make([]bool, len(p.all))
	for first := range p.all {
		if done[first] {
			continue
		}
		var rows []int
		for i, o := range p.all {
			if o.Task == p.all[first].Task && o.Kind == p.all[first].Kind {
				rows, done[i] = append(rows, i), true
			}
		}
		coefficients := p.tobit(rows, weight, x)
		for _, i := range rows {
			predictions[i] = math.NaN()
			if coefficients != nil {
				predictions[i] = linear(coefficients, x[p.data.Runs[p.runOf[i]].Setting])
			}
		}
	}
	return predictions
}

// linear is a constant and a sum of coefficients times x.
func linear(coefficients, x []float64) float64 {
	y := coefficients[0]
	for k, v := range x {
		y += coefficients[k+1] * v
	}
	return y
}

func (p *problem) tobit(rows []int, weight []float64, x [][]float64) []float64 {
	var used []int
	happened := 0
	for _, i := range rows {
		if weight[i] > 0 {
			used = append(used, i)
			if !p.all[i].Censored {
				happened++
			}
		}
	}
	if happened == 0 || happened <= len(x[0]) {
		return nil
	}
	n := len(x[0]) + 1
	at := func(i int) []float64 { return x[p.data.Runs[p.runOf[i]].Setting] }
	values := make([]float64, len(used))
	variances := make([]float64, len(used)) // of the values, given the bounds
	for r, i := range used {
		values[r] = p.all[i].Value
	}
	var coefficients []float64
	for range tobitRounds {
		normal, right := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
		for k := range n {
			normal.SetSym(k, k, ridge)
		}
		for r, i := range used {
			row := append([]float64{1}, at(i)...)
			for a := range n {
				right.SetVec(a, right.AtVec(a)+row[a]*values[r])
				for b := a; b < n; b++ {
					normal.SetSym(a, b, normal.At(a, b)+row[a]*row[b])
				}
			}
		}
		var factors mat.Cholesky
		var solved mat.VecDense
		if !factors.Factorize(normal) || factors.SolveVecTo(&solved, right) != nil {
			return nil
		}
		coefficients = append([]float64{}, solved.RawVector().Data...)
		variance := 1e-6
		for r, i := range used {
			off := values[r] - linear(coefficients, at(i))
			variance += (off*off + variances[r]) / float64(len(used))
		}
		if happened == len(used) {
			break
		}
		scale := math.Sqrt(variance)
		for r, i := range used {
			if !p.all[i].Censored {
				continue
			}
			mean := linear(coefficients, at(i))
			z := (p.all[i].Value - mean) / scale
			hazard := z + 1/max(z, 1) // far out
			if z < 20 {
				hazard = distuv.UnitNormal.Prob(z) / distuv.UnitNormal.Survival(z)
			}
			values[r] = mean + scale*hazard
			variances[r] = variance * max(1+z*hazard-hazard*hazard, 0)
		}
	}
	return coefficients
}

// nearest predicts every observation by those of the nearest other setting in which there are any of weight above 0, in
// standardized logarithms of the varied keys. Of a value that is only known to be above a bound it takes the bound.
func (p *problem) nearest(weight []float64) []float64 {
	x := p.coordinates()
	predictions := make([]float64, len(p.all))
	for i, o := range p.all {
		own := p.data.Runs[p.runOf[i]].Setting
		least, sum, n := math.Inf(1), 0.0, 0.0
		for j, other := range p.all {
			setting := p.data.Runs[p.runOf[j]].Setting
			if weight[j] == 0 || setting == own || other.Task != o.Task || other.Kind != o.Kind {
				continue
			}
			distance := 0.0
			for k := range x[own] {
				d := x[own][k] - x[setting][k]
				distance += d * d
			}
			switch {
			case distance < least:
				least, sum, n = distance, other.Value, 1
			case distance == least:
				sum, n = sum+other.Value, n+1
			}
		}
		predictions[i] = sum / n
	}
	return predictions
}
