// Command calibrate fits the constants that scenarios/grokking.yaml,
// regimes.yaml and double-descent.yaml share. It fits them to two sources at
// once: the real training runs of Nanda et al. (arXiv:2301.05217), and the
// outcomes that Huang et al. (arXiv:2402.15175) report for their sweep over
// hidden size and data size.
//
//	go run ./bench/calibrate                     refine the built-in constants
//	go run ./bench/calibrate -evaluations 0      only simulate them
//	go run ./bench/calibrate a_m=100 q=0.5 ...   start from other values
//
// It minimizes the penalty of objective.go by CMA-ES (gonum/optimize). It prints
// the constants found, as --set flags, and what they simulate. On one core the
// search is deterministic for a given -seed. On several cores evaluations finish
// in varying order, and the search takes a varying path.
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"

	"github.com/circsim/circsim/scenarios"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

func main() {
	evaluations := flag.Int("evaluations", 3000, "evaluations of the objective; 0 only simulates the starting values")
	step := flag.Float64("step", 0.03, "initial spread of the search, as a share of each constant's range")
	population := flag.Int("population", 16, "samples per generation")
	seed := flag.Uint64("seed", 7, "seed of the search")
	replicates := flag.Int64("replicates", 11, "seeds simulated for each point")
	flag.Parse()
	if err := calibrate(*evaluations, *population, *step, *seed, *replicates, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func calibrate(evaluations, population int, step float64, seed uint64, replicates int64, start []string) error {
	base, _, err := scenarios.Open("grokking", nil)
	if err != nil {
		return err
	}
	values, err := startingValues(base, start)
	if err != nil {
		return err
	}
	problem := objective{base: base, replicates: replicates}
	if evaluations > 0 {
		if values, err = search(problem, values, evaluations, population, step, seed); err != nil {
			return err
		}
	}
	simulated, err := problem.simulate(values)
	if err != nil {
		return err
	}
	for i, c := range constants {
		fmt.Printf("  --set %s=%.4g  # %s\n", c.path, values[i], c.symbol)
	}
	simulated.print(os.Stdout)
	fmt.Printf("penalty %.4f\n", simulated.penalty())
	return nil
}

// search minimizes the penalty, in coordinates that keep every constant inside
// its range. It returns the best values of all evaluations.
func search(problem objective, start []float64, evaluations, population int, step float64, seed uint64) ([]float64, error) {
	covariance := mat.NewSymDense(len(constants), nil)
	for i := range constants {
		covariance.SetSym(i, i, step*step)
	}
	var spread mat.Cholesky
	spread.Factorize(covariance)
	best, bestValues := math.Inf(1), start
	var mu sync.Mutex
	count := 0
	_, err := optimize.Minimize(
		optimize.Problem{Func: func(x []float64) float64 {
			values := fromCoordinates(x)
			penalty := math.Inf(1)
			if s, err := problem.simulate(values); err == nil {
				penalty = s.penalty()
			}
			mu.Lock()
			defer mu.Unlock()
			if count++; penalty < best {
				best, bestValues = penalty, values
				fmt.Fprintf(os.Stderr, "evaluation %d: penalty %.4f %.4g\n", count, best, values)
			}
			return penalty
		}},
		toCoordinates(start),
		&optimize.Settings{FuncEvaluations: evaluations, Concurrent: runtime.GOMAXPROCS(0), Converger: optimize.NeverTerminate{}},
		// gonum samples from InitCholesky without scaling it by InitStepSize, which it
		// applies to updates only. So the covariance carries the initial spread.
		&optimize.CmaEsChol{InitCholesky: &spread, InitStepSize: 1, Population: population, Src: rand.NewPCG(seed, 0)},
	)
	return bestValues, err
}
