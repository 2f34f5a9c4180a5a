package sim

import (
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// noise is that of sgd: of the batches' items, and Langevin noise of every factor. Both are
// drawn for some steps ahead at once.
type noise struct {
	batch       float64   // 0: no sampling noise
	drawn       []float64 // by cohort: occurrences of its items in the batch, relative to the mean
	kick        float64   // standard deviation of the Langevin noise per factor and step, at the rate that gains refer to
	sampling    []random.Stream
	temperature []random.Stream // by agent
	ahead       int64           // number of steps whose noise is drawn at once
	counts      []float64       // by cohort: drawn in ahead steps from steps - steps%ahead on
	countsWith  *rates          // the rates that counts hold for
}

// noiseDrawn is about the number of draws of noise that are kept: they fit in the
// processor's cache.
const noiseDrawn = 1 << 14

// layNoise prepares the noise, if there is any.
func (m *factors) layNoise(seed int64) {
	n := m.n
	m.drawn = slices.Repeat([]float64{1}, len(n.cohorts))
	if n.spec.Training.Dynamics != scenarios.SGD {
		return
	}
	m.kick = math.Sqrt(2 * n.spec.Training.Temperature)
	m.batch = float64(n.spec.Training.Batch)
	number := 0
	for _, r := range m.rows {
		number += len(r.u) * (r.end - r.first)
	}
	m.ahead = min(max(noiseDrawn/int64(number+1), 1), 64, n.spec.Training.Steps)
	m.counts = make([]float64, m.ahead*int64(len(n.cohorts)))
	for k := range m.rows {
		r := &m.rows[k]
		r.noise = make([]float64, int(m.ahead)*len(r.u)*(r.end-r.first))
	}
	for b := range n.blocks {
		blk := &n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			// Kind, task and number name an agent's streams, whatever other tasks there are.
			kind, task, number := string(blk.of.name()), n.tasks[blk.task].Name, strconv.Itoa(i-blk.of.ofTask(blk.task).first)
			m.sampling = append(m.sampling, random.NewStream(seed, "item sampling", kind, task, number))
			m.temperature = append(m.temperature, random.NewStream(seed, "temperature", kind, task, number))
		}
	}
}

// draw draws the Langevin noise of a row for the steps ahead.
func (m *factors) draw(r *row) {
	each := int(m.ahead) * len(r.u)
	for i := r.first; i < r.end; i++ {
		m.temperature[i].Normals(uint64(m.steps)*uint64(len(r.u)), r.noise[(i-r.first)*each:][:each])
	}
}

// shake adds the Langevin noise of a step to the factors of a row.
func (n *noise) shake(r *row, step int64, speed float64) {
	depth, kick := len(r.u), n.kick*speed
	drawn, each := r.noise[int(step%n.ahead)*depth:], int(n.ahead)*depth
	for j, u := range r.u {
		at := j
		for i, x := range u {
			u[i] = x + float64(kick*drawn[at])
			at += each
		}
	}
}

// sampleItems replaces the gradient of the whole training set by that of one
// batch. The number of each cohort's items in it is a Poisson draw from the
// cohort's own stream.
func (m *factors) sampleItems() {
	n, f := m.n, m.f
	if m.steps%m.ahead == 0 || m.countsWith != f.rates {
		m.countsWith = f.rates
		m.each(n.itemBlocks, m.countBlock)
	}
	m.each(n.itemBlocks, m.sampleBlock)
	clear(f.pull)
	for b := range n.itemBlocks {
		f.pull[n.blocks[b].place] += f.sums[b].field
	}
	for _, k := range n.kinds {
		k.feel(f)
	}
}

// sample computes the gradient of a block's items in the batch.
func (m *factors) sample(f *fields, b int) {
	blk, now := &m.n.blocks[b], m.steps%m.ahead
	_, _, push := f.labels.start(blk.place, blk.mislabeled)
	pull := 0.0
	for i := blk.first; i < blk.end; i++ {
		if m.batch*f.rates.weight[i] == 0 {
			continue
		}
		m.drawn[i] = m.counts[int64(i)*m.ahead+now]
		pull += float64(f.rates.weight[i] * m.drawn[i] * push * f.residual[i])
	}
	f.sums[b].field = pull
}

// count draws the occurrences of a block's items in the batches of the steps
// ahead.
func (m *factors) count(_ *fields, b int) {
	blk := &m.n.blocks[b]
	first := m.steps - m.steps%m.ahead
	for i := blk.first; i < blk.end; i++ {
		expected := m.batch * m.f.rates.weight[i]
		if expected == 0 {
			continue
		}
		counts := m.counts[int64(i)*m.ahead : int64(i+1)*m.ahead]
		for k := range counts {
			counts[k] = poissonQuantile(m.sampling[i].Uniform(uint64(first+int64(k))), expected) / expected
		}
	}
}

// poissonQuantile is the smallest k with P(X <= k) >= u for a Poisson variable X.
// Above a mean of 50 it is the normal approximation, rounded.
func poissonQuantile(u, mean float64) float64 {
	if mean > 50 {
		z := -math.Sqrt2 * math.Erfcinv(2*u)
		return max(math.Round(mean+math.Sqrt(mean)*z), 0)
	}
	k, mass := 0.0, math.Exp(-mean)
	for below := mass; below < u && k < 1000; below += mass {
		k++
		mass *= mean / k
	}
	return k
}
