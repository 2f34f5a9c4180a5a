package thresholds

import (
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// resampled are resamples of the means, and the curves refitted to them. Estimates on one series that draw the same
// resamples share both.
type resampled struct {
	b        stat.Bootstrap
	noise    noise
	means    [][]float64     // by resample
	refitted [kinds][]fitted // by kind of curve and resample; nil: not yet
}

// resampled draws resamples of the means, once for the same noise.
func (c *scales) resampled(b stat.Bootstrap, n noise) *resampled {
	for _, r := range c.drawn {
		if r.b == b && r.noise.same(n) {
			return r
		}
	}
	r := &resampled{b: b, noise: n, means: make([][]float64, b.Resamples)}
	all := make([]float64, b.Resamples*len(c.mean))
	for i := range r.means {
		r.means[i], all = all[:len(c.mean):len(c.mean)], all[len(c.mean):]
		copy(r.means[i], c.mean)
		n.draw(i, r.means[i])
	}
	c.drawn = append(c.drawn, r)
	return r
}

// same is whether resamples with this noise are those with another, of the same scales.
func (n noise) same(m noise) bool {
	return n.left == m.left && n.spread == m.spread && slices.Equal(n.errors, m.errors)
}

// refit refits a curve to all resamples, once.
func (r *resampled) refit(t rival) []fitted {
	if r.refitted[t.kind] == nil {
		list := make([]fitted, len(r.means))
		for i, means := range r.means {
			list[i] = t.refit(means)
		}
		r.refitted[t.kind] = list
	}
	return r.refitted[t.kind]
}

// chosen is the best refitted curve of one resample, with the rival that it is of.
type chosen struct {
	fitted
	*rival
}

// best refits rivals to every resample and takes the best of them.
func (r *resampled) best(rivals []rival) []chosen {
	best := make([]chosen, len(r.means))
	for k := range rivals {
		for i, again := range r.refit(rivals[k]) {
			if k == 0 || again.residual() < best[i].residual() {
				best[i] = chosen{again, &rivals[k]}
			}
		}
	}
	return best
}
