package calibration

import (
	"context"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// noise is the part of chance in measurements and in predictions, by kind.
type noise struct {
	seed  map[Kind]float64 // standard deviation between replicates
	mean  map[Kind]float64 // standard deviation of the mean of the simulated seeds
	alone map[Kind]float64 // what a measurement counts beside those of other kinds that chance moves with it; absent: 1

	freedom float64 // least degrees of freedom of a spread between seeds
}

// simulatedReplicates are the seeds that the simulator's own spread is taken from.
const simulatedReplicates = 8

// simulatedFreedom is how many degrees of freedom the simulator's spread between seeds counts beside those of replicates.
const simulatedFreedom = 4

// firstNoise is what is taken for the noise before a search: the spread between seeds is that of replicates among the runs
// that keep holds for (nil: all), and where there are none, that of the scenario as it stands.
func (p *problem) firstNoise(ctx context.Context, keep func(run int) bool) (noise, error) {
	measured, _ := seedSpread(p, keep)
	n := noise{seed: map[Kind]float64{}, mean: map[Kind]float64{}}
	var simulated map[Kind]float64
	for _, o := range p.all {
		if _, ok := n.seed[o.Kind]; ok {
			continue
		}
		spread, ok := measured[o.Kind]
		if !ok {
			if simulated == nil {
				own := make([]float64, len(p.free))
				for i := range own {
					own[i] = p.free[i].start()
				}
				draws, err := p.draws(ctx, own)
				if err != nil {
					return n, err
				}
				simulated = p.simulatedSpread(draws)
			}
			spread = simulated[o.Kind]
		}
		n.seed[o.Kind] = max(spread, floors[o.Kind])
		n.mean[o.Kind] = n.seed[o.Kind] / math.Sqrt(float64(p.seeds))
	}
	return n, nil
}

// noiseAt is the noise with the constants of a candidate. The spread between seeds is pooled: that of replicates, by their
// degrees of freedom, with the simulator's.
func (p *problem) noiseAt(ctx context.Context, u []float64, keep func(run int) bool) (noise, error) {
	draws, err := p.draws(ctx, u)
	if err != nil {
		return noise{}, err
	}
	measured, freedom := seedSpread(p, keep)
	simulated := p.simulatedSpread(draws)
	n := noise{seed: map[Kind]float64{}, mean: map[Kind]float64{}, alone: p.weightsOf(draws), freedom: math.Inf(1)}
	for _, o := range p.all {
		x, of := simulated[o.Kind], freedom[o.Kind]
		squares := (float64(of*measured[o.Kind]*measured[o.Kind]) + simulatedFreedom*x*x) / (of + simulatedFreedom)
		n.seed[o.Kind] = max(math.Sqrt(squares), floors[o.Kind])
		n.mean[o.Kind] = x / math.Sqrt(float64(p.seeds))
		n.freedom = min(n.freedom, of+simulatedFreedom)
	}
	return n, nil
}

// seedSpread estimates the standard deviation between seeds of each kind, and its degrees of freedom: from replicates in
// which the event happened, pooled over settings. A kind without replicates is absent.
func seedSpread(p *problem, keep func(run int) bool) (spread, freedom map[Kind]float64) {
	spread, freedom = map[Kind]float64{}, map[Kind]float64{}
	for _, kind := range Kinds {
		squares := 0.0
		for _, s := range p.data.Settings {
			for _, task := range p.scenario.Tasks {
				var x []float64
				for _, run := range s.Runs {
					if keep != nil && !keep(run) {
						continue
					}
					for _, o := range p.data.Runs[run].Observations {
						if o.Kind == kind && o.Task == task.Name && !o.Censored {
							x = append(x, o.Value)
						}
					}
				}
				if len(x) < 2 {
					continue
				}
				mean := stat.Mean(x)
				for _, v := range x {
					squares += (v - mean) * (v - mean)
				}
				freedom[kind] += float64(len(x) - 1)
			}
		}
		if freedom[kind] > 0 {
			spread[kind] = math.Sqrt(squares / freedom[kind])
		}
	}
	return spread, freedom
}

// draws are predictions with single seeds, other ones than those of the search; those that fail are left out.
func (p *problem) draws(ctx context.Context, u []float64) (list [][]float64, err error) {
	for seed := range int64(simulatedReplicates) {
		one := *p
		one.seeds, one.firstSeed = 1, (p.seeds+seed)*int64(len(p.settings))
		predicted, err := one.predict(ctx, [][]float64{u})
		if err != nil {
			return nil, err
		}
		if predicted[0] != nil {
			list = append(list, predicted[0])
		}
	}
	return list, nil
}

// medianOfVariance is the median of the variance of eight normal values, as a share of its mean.
const medianOfVariance = 0.907

// simulatedSpread is the standard deviation between simulated seeds, of each kind: the typical one of all events that
// happened when measured.
func (p *problem) simulatedSpread(draws [][]float64) map[Kind]float64 {
	spread := map[Kind]float64{}
	for _, kind := range Kinds {
		var variances []float64
		for i, o := range p.all {
			if o.Kind == kind && !o.Censored && len(draws) > 1 {
				x := deviation(column(draws, i))
				variances = append(variances, x*x)
			}
		}
		if len(variances) > 0 {
			spread[kind] = math.Sqrt(stat.Median(variances) / medianOfVariance)
		}
	}
	return spread
}

// column is an observation in every draw.
func column(draws [][]float64, i int) []float64 {
	x := make([]float64, len(draws))
	for k, d := range draws {
		x[k] = d[i]
	}
	return x
}

// weightsOf is what a measurement of each kind counts beside the others of its run: 1 / sum over kinds of their squared
// correlation between simulated seeds. A kind that chance moves by itself counts 1, two that move as one count 1/2 each.
func (p *problem) weightsOf(draws [][]float64) map[Kind]float64 {
	type pair struct{ a, b Kind }
	sums, counts := map[pair]float64{}, map[pair]float64{}
	if len(draws) > 2 {
		for run := range p.data.Runs {
			from := p.first[run]
			end := from + len(p.data.Runs[run].Observations)
			for i := from; i < end; i++ {
				for j := from; j < end; j++ {
					a, b := &p.all[i], &p.all[j]
					if i == j || a.Task != b.Task || a.Censored || b.Censored {
						continue
					}
					if r := correlation(column(draws, i), column(draws, j)); r == r {
						sums[pair{a.Kind, b.Kind}] += r
						counts[pair{a.Kind, b.Kind}]++
					}
				}
			}
		}
	}
	list := map[Kind]float64{}
	for _, a := range Kinds {
		sum := 1.0
		for _, b := range Kinds {
			if n := counts[pair{a, b}]; n > 0 {
				r := sums[pair{a, b}] / n
				sum += r * r
			}
		}
		list[a] = 1 / sum
	}
	return list
}

// correlation is Pearson's; NaN if one of the two does not vary.
func correlation(x, y []float64) float64 {
	a, b := deviation(x), deviation(y)
	if a < 1e-6 || b < 1e-6 {
		return math.NaN()
	}
	return together(x, y) / (a * b)
}
