package boundaries

import "math"

const (
	newtonSteps = 30
	ridge       = 0.01 // keeps the slope of a fit finite where a line separates the labels
)

// straight is a logistic regression of labels on coordinates whose boundary is a straight line.
type straight struct {
	x, y  []float64
	above []bool
}

// deviance is the least of all lines through (0, offset), penalized by the ridge.
func (f *straight) deviance(offset float64) float64 {
	var slope [2]float64 // along x and y
	last := math.Inf(1)
	for range newtonSteps {
		var gradient [2]float64
		hessian := [3]float64{ridge, 0, ridge}
		deviance := float64(ridge * (float64(slope[0]*slope[0]) + float64(slope[1]*slope[1])))
		for k := range 2 {
			gradient[k] = -ridge * slope[k]
		}
		for i, x := range f.x {
			y := f.y[i] - offset
			z := float64(slope[0]*x) + float64(slope[1]*y)
			p := 1 / (1 + math.Exp(-z))
			sign, of := -z, -p
			if f.above[i] {
				sign, of = z, 1-p
			}
			deviance += 2 * math.Log1p(math.Exp(-sign))
			w := float64(p * (1 - p))
			gradient[0] += float64(of * x)
			gradient[1] += float64(of * y)
			hessian[0] += float64(w * float64(x*x))
			hessian[1] += float64(w * float64(x*y))
			hessian[2] += float64(w * float64(y*y))
		}
		if last-deviance < 1e-6*last {
			return min(deviance, last)
		}
		last = deviance
		determinant := float64(hessian[0]*hessian[2]) - float64(hessian[1]*hessian[1])
		slope[0] += (float64(hessian[2]*gradient[0]) - float64(hessian[1]*gradient[1])) / determinant
		slope[1] += (float64(hessian[0]*gradient[1]) - float64(hessian[1]*gradient[0])) / determinant
	}
	return last
}
