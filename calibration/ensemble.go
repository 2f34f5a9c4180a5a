package calibration

import (
	"context"
	"math"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mat"
)

// leastWalkers is the least number of walkers of an ensemble.
const leastWalkers = 32

// likelyWithin is how far above the least objective a minimum may lie for walkers to begin there.
const likelyWithin = 12

// mostModes bounds the minima that walkers begin at.
const mostModes = 4

// ensemble draws candidates from the posterior by differential evolution (ter Braak, Statistics and Computing 16, 2006):
// walkers begin about the best minima, as their curvature says, and half of them at a time move along differences of the
// other half. It gives the members, and the minima with what it has found.
func (s *search) ensemble(ctx context.Context, minima []*candidate) (members []*candidate, best *candidate, err error) {
	best = minima[0]
	walkers, err := s.walkers(ctx, minima)
	if err != nil {
		return nil, nil, err
	}
	var states []*candidate // of all sweeps
	stream := random.NewStream(s.options.Seed, "calibration", "moves")
	number := uint64(0)
	uniform := func() float64 { number++; return stream.Uniform(number) }
	normal := func() float64 { number++; return stream.Normal(number) }
	pick := func(n int) int { return min(int(uniform()*float64(n)), n-1) }
	half := len(walkers) / 2
	for sweep := 0; sweep == 0 || !s.over(s.limit); sweep++ {
		for side := range 2 {
			mine, others := walkers[:half], walkers[half:]
			if side == 1 {
				mine, others = others, mine
			}
			length := 2.38 / math.Sqrt(2*float64(len(s.free)))
			if sweep%5 == 4 {
				length = 1 // from one minimum to another
			}
			var proposals [][]float64
			for _, w := range mine {
				a := pick(len(others))
				b := (a + 1 + pick(len(others)-1)) % len(others)
				u := make([]float64, len(w.u))
				for k := range u {
					u[k] = w.u[k] + length*(others[a].u[k]-others[b].u[k]) + jitter*normal()
				}
				proposals = append(proposals, u)
			}
			found, err := s.evaluate(ctx, proposals)
			if err != nil {
				return nil, nil, err
			}
			for i, f := range found {
				if accept := uniform(); math.Log(accept) < mine[i].score-f.score {
					mine[i] = f
				}
				if f.score < best.score {
					best = f
				}
			}
		}
		states = append(states, walkers...)
	}
	states = states[len(states)/len(walkers)/2*len(walkers):] // the first half is forgotten
	n := min(s.options.Members, len(states))
	for i := range n {
		members = append(members, states[i*len(states)/n])
	}
	return members, best, nil
}

// jitter keeps walkers from staying in a subspace, in standard deviations of the prior.
const jitter = 1e-3

// walkers begin about the minima, more of them the deeper one is.
func (s *search) walkers(ctx context.Context, minima []*candidate) ([]*candidate, error) {
	var modes []*candidate
	var factors []*mat.Cholesky
	var weights []float64
	total := 0.0
	for _, m := range minima[:min(len(minima), mostModes)] {
		if math.IsInf(m.score, 1) || m.score > minima[0].score+likelyWithin {
			break
		}
		j, err := s.jacobian(ctx, m)
		if err != nil {
			return nil, err
		}
		_, matrix := s.normal(m, j)
		var f mat.Cholesky
		if !f.Factorize(matrix) {
			continue
		}
		weight := math.Exp((minima[0].score - m.score) / 2)
		modes, factors, weights = append(modes, m), append(factors, &f), append(weights, weight)
		total += weight
	}
	stream := random.NewStream(s.options.Seed, "calibration", "walkers")
	count := max(leastWalkers, 2*len(s.free)+2)
	var us [][]float64
	number := uint64(0)
	for i := range count {
		u := make([]float64, len(s.free))
		mode, at := 0, (float64(i)+0.5)/float64(count)*total
		for mode < len(modes)-1 && at > weights[mode] {
			at -= weights[mode]
			mode++
		}
		draw := mat.NewVecDense(len(u), nil)
		for k := range u {
			number++
			draw.SetVec(k, stream.Normal(number))
		}
		if len(modes) > 0 {
			// With the matrix L L', the solution of L' x = draw has its inverse as covariance.
			var lower mat.TriDense
			factors[mode].LTo(&lower)
			var x mat.VecDense
			if x.SolveVec(lower.T(), draw) == nil {
				for k := range u {
					u[k] = modes[mode].u[k] + x.AtVec(k)
				}
			}
		} else {
			copy(u, minima[0].u)
			for k := range u {
				u[k] += 0.1 * draw.AtVec(k)
			}
		}
		us = append(us, u)
	}
	// Walkers are mixed, so that both halves have all minima.
	for i := range us {
		j := (i * 7) % len(us)
		us[i], us[j] = us[j], us[i]
	}
	return s.evaluate(ctx, us)
}
