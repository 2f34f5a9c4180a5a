package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/thresholds"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// student is the 97.5% point of Student's t; infinite freedom gives the normal's.
func student(freedom float64) float64 {
	if math.IsInf(freedom, 1) {
		return distuv.UnitNormal.Quantile(0.975)
	}
	return distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(0.975)
}

// meanOf is the mean of independent values with Student's interval.
func meanOf(values []float64) thresholds.Estimate {
	n := float64(len(values))
	if n == 0 {
		return none("no replicates")
	}
	mean := 0.0
	for _, v := range values {
		mean += v
	}
	mean /= n
	if n == 1 {
		return thresholds.Estimate{Value: mean, Low: math.Inf(-1), High: math.Inf(1), Reason: "one replicate alone"}
	}
	squares := 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	half := student(n-1) * math.Sqrt(squares/(n-1)/n)
	return thresholds.Estimate{Value: mean, Low: mean - half, High: mean + half}
}

// shareOf is a share of independent trials with the interval of Clopper and Pearson (1934).
func shareOf(hits, trials int) thresholds.Estimate {
	if trials == 0 {
		return none("no trials")
	}
	k, n := float64(hits), float64(trials)
	e := thresholds.Estimate{Value: k / n, Low: 0, High: 1}
	if hits > 0 {
		e.Low = mathext.InvRegIncBeta(k, n-k+1, 0.025)
	}
	if hits < trials {
		e.High = mathext.InvRegIncBeta(k+1, n-k, 0.975)
	}
	return e
}

func none(reason string) thresholds.Estimate {
	return thresholds.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Reason: reason}
}

// quantile interpolates between the order statistics of a sorted sample.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) || at == float64(i) || sorted[i] == sorted[i+1] {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
