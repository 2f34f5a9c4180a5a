package stat

import "math"

// Regression is a constant (Degree 0) or a straight line (Degree 1) by weighted least squares, Y + Slope (x-X).
type Regression struct {
	Degree     int
	N, Weight  float64 // number of points, and the sum of their weights
	X, Y       float64 // weighted means
	XX, XY, YY float64 // weighted sums of squares and products about the means
	Slope, RSS float64
	DF         Student // degrees of freedom of the residuals
	Variance   float64 // residual variance of a point of weight 1
}

// Line is the straight line through points of weight 1. Points whose y is NaN are left out.
func Line(x, y []float64) Regression {
	r := Regression{Degree: 1}
	for i := range x {
		if !math.IsNaN(y[i]) {
			r.Add(x[i], y[i], 1)
		}
	}
	r.Solve(0)
	return r
}

// Add adds one point and updates the means (D. H. D. West, Commun. ACM 22 (1979), pp. 532-535).
func (r *Regression) Add(x, y, weight float64) {
	r.N++
	r.Weight += weight
	dx, dy := x-r.X, y-r.Y
	r.X += dx * weight / r.Weight
	r.Y += dy * weight / r.Weight
	r.XX += weight * dx * (x - r.X)
	r.XY += weight * dx * (y - r.Y)
	r.YY += weight * dy * (y - r.Y)
}

// Solve sets slope, residuals and variance; the variance is at least the one given.
func (r *Regression) Solve(least float64) {
	r.RSS = r.YY
	if r.Degree > 0 {
		r.Slope = r.XY / r.XX
		r.RSS = max(0, r.YY-r.Slope*r.XY)
	}
	r.DF = Student(r.N - 1 - float64(r.Degree))
	r.Variance = max(r.RSS/float64(r.DF), least)
}

// At is the fit at x, with the standard error of a new point of this weight.
func (r *Regression) At(x, weight float64) (y, err float64) {
	inverse := 1/weight + 1/r.Weight
	if r.Degree > 0 {
		inverse += (x - r.X) * (x - r.X) / r.XX
	}
	return r.Y + r.Slope*(x-r.X), math.Sqrt(r.Variance * inverse)
}

// LogSlope is the slope of ln y against ln x, over the points where both are positive.
func LogSlope(x, y []float64) float64 {
	r := Regression{Degree: 1}
	for i := range x {
		if x[i] > 0 && y[i] > 0 {
			r.Add(math.Log(x[i]), math.Log(y[i]), 1)
		}
	}
	r.Solve(0)
	return r.Slope
}
