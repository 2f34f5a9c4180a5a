package calibration

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// openAt is the standard deviation, as a share of the prior's, above which a constant or a direction is called open: the
// data tell little about it.
const openAt = 0.5

// loud is the least share that a constant has in a direction to be named with it.
const loud = 0.3

// Direction is a combination of constants that the data leave open: all may change together along it.
type Direction struct {
	Spread float64   `json:"spread"` // standard deviation along it, as a share of the prior's
	Paths  []string  `json:"paths"`  // of the constants that change most
	Shares []float64 `json:"shares"` // by path, from -1 to 1: in standard deviations of its prior, those of one sign rise together
}

// directions are the principal axes of an ensemble, in standard deviations of the prior, along which it is wide.
func directions(free []Free, members []*candidate) (list []Direction) {
	n := len(free)
	if len(members) < 2 {
		return nil
	}
	points := mat.NewDense(len(members), n, nil)
	for i, m := range members {
		points.SetRow(i, m.u)
	}
	covariance := mat.NewSymDense(n, nil)
	stat.CovarianceMatrix(covariance, points, nil)
	var eigen mat.EigenSym
	if !eigen.Factorize(covariance, true) {
		return nil
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	values := eigen.Values(nil)
	for k := n - 1; k >= 0; k-- {
		spread := math.Sqrt(max(values[k], 0))
		if spread < openAt {
			break
		}
		d := Direction{Spread: spread}
		largest := 0.0
		for i := range n {
			if x := vectors.At(i, k); math.Abs(x) > math.Abs(largest) {
				largest = x
			}
		}
		for i := range n {
			if x := vectors.At(i, k) * math.Copysign(1, largest); math.Abs(x) >= loud {
				d.Paths, d.Shares = append(d.Paths, free[i].Path), append(d.Shares, x)
			}
		}
		list = append(list, d)
	}
	return list
}
