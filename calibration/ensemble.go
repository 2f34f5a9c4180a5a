package calibration

import (
	"context"
	"math"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/floats"
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
// other half, until the evaluations reach a limit. It gives the members, and the best candidate of all.
func (s *search) ensemble(ctx context.Context, minima []*candidate, limit int) (members []*candidate, best *candidate, err error) {
	best = minima[0]
	walkers, err := s.walkers(ctx, minima, limit)
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
	for sweep := 0; !s.over(limit); sweep++ {
		for side := range 2 {
			if s.over(limit) {
				break
			}
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
		s.moves++
	}
	if len(states) == 0 {
		states = walkers
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

// tried is how many candidates are drawn for each walker, if the evaluations suffice.
const tried = 3

// walkers begin about the minima: candidates are drawn from normal distributions that have the minima's curvature, and
// walkers from the candidates, by their posterior density over that of their drawing (importance resampling).
func (s *search) walkers(ctx context.Context, minima []*candidate, limit int) ([]*candidate, error) {
	proposal, err := s.proposal(ctx, minima, limit)
	if err != nil {
		return nil, err
	}
	count := max(leastWalkers, 2*len(s.free)+2)
	draws := max(min(tried*count, (limit-s.used)*2/3), batch)
	if s.early { // what has to be
		draws = batch
	}
	stream := random.NewStream(s.options.Seed, "calibration", "walkers")
	var us [][]float64
	for i := range draws {
		draw := make([]float64, len(s.free))
		for k := range draw {
			draw[k] = stream.Normal(uint64(i*len(draw) + k))
		}
		us = append(us, proposal.draw((float64(i)+0.5)/float64(draws), draw))
	}
	found, err := s.evaluate(ctx, us)
	if err != nil {
		return nil, err
	}
	weights := make([]float64, len(found))
	for i, f := range found {
		weights[i] = -f.score - proposal.logDensity(f.u)
	}
	tempered(weights, float64(min(count, draws/tried))/2)
	var walkers []*candidate
	sum, i := weights[0], 0
	for n := range count {
		for at := (float64(n) + 0.5) / float64(count); sum < at && i < len(weights)-1; {
			i++
			sum += weights[i]
		}
		walkers = append(walkers, found[i])
	}
	for i := range walkers { // both halves get walkers of all minima
		j := (i * 7) % len(walkers)
		walkers[i], walkers[j] = walkers[j], walkers[i]
	}
	return walkers, nil
}

// tempered turns logarithms of weights into weights of sum 1. It takes their root, the highest at which so many of them
// are effective.
func tempered(weights []float64, effective float64) {
	most := math.Inf(-1)
	for _, w := range weights {
		most = max(most, w)
	}
	at := func(power float64) (sum, squares float64) {
		for _, w := range weights {
			x := math.Exp(power * (w - most))
			sum += x
			squares += x * x
		}
		return sum, squares
	}
	power := 1.0
	for range 40 {
		if sum, squares := at(power); sum*sum/squares >= effective {
			break
		}
		power *= 0.8
	}
	sum, _ := at(power)
	for i, w := range weights {
		weights[i] = math.Exp(power*(w-most)) / sum
	}
}

// proposal is a mixture of normal distributions about minima.
type proposal struct {
	means   [][]float64
	factors []*mat.Cholesky // of the inverse covariances
	weights []float64       // of sum 1
}

func (s *search) proposal(ctx context.Context, minima []*candidate, limit int) (*proposal, error) {
	p := &proposal{}
	total := 0.0
	affordable := max((limit-s.used)/(4*len(s.free)), 1)
	if s.early {
		affordable = 1
	}
	for _, m := range minima[:min(len(minima), mostModes, affordable)] {
		if math.IsInf(m.score, 1) || m.score > minima[0].score+likelyWithin {
			break
		}
		j, err := s.jacobian(ctx, m)
		if err != nil {
			return nil, err
		}
		m.slopes, m.guessed = j, false
		_, matrix := s.normal(m, j)
		var f mat.Cholesky
		if !f.Factorize(matrix) {
			continue
		}
		weight := math.Exp((minima[0].score - m.score) / 2)
		p.means, p.factors, p.weights = append(p.means, m.u), append(p.factors, &f), append(p.weights, weight)
		total += weight
	}
	for k := range p.weights {
		p.weights[k] /= total
	}
	return p, nil
}

// draw turns a standard normal draw into one of the mixture; at, from 0 to 1, chooses its part.
func (p *proposal) draw(at float64, normal []float64) []float64 {
	k := 0
	for k < len(p.weights)-1 && at > p.weights[k] {
		at -= p.weights[k]
		k++
	}
	// With the inverse covariance L L', the solution x of L' x = normal has the covariance.
	var lower mat.TriDense
	p.factors[k].LTo(&lower)
	var x mat.VecDense
	if err := x.SolveVec(lower.T(), mat.NewVecDense(len(normal), normal)); err != nil {
		return append([]float64{}, p.means[k]...)
	}
	u := make([]float64, len(normal))
	for i := range u {
		u[i] = p.means[k][i] + x.AtVec(i)
	}
	return u
}

// logDensity is the logarithm of the mixture's density, up to a constant.
func (p *proposal) logDensity(u []float64) float64 {
	var logs []float64
	for k, mean := range p.means {
		off := mat.NewVecDense(len(u), nil)
		for i := range u {
			off.SetVec(i, u[i]-mean[i])
		}
		var lower mat.TriDense
		p.factors[k].LTo(&lower)
		var z mat.VecDense
		z.MulVec(lower.T(), off)
		logs = append(logs, math.Log(p.weights[k])+p.factors[k].LogDet()/2-mat.Dot(&z, &z)/2)
	}
	return floats.LogSumExp(logs)
}
