package scalinglaws

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Envelope divides the range of FLOPs into quarters of a decade and takes the run of minimum loss from
// each of them that has three or more sizes, unless a run with less compute does as well. It fits the
// sizes of these best runs by N = G (C/6)^a; b = 1 - a is the exponent of D. Hoffmann et al.,
// arXiv:2203.15556, section 3.1, where the runs are the points of training curves.
//
// Intervals resample the best runs, not all runs: the bootstrap fails for minima (P. J. Bickel and D. A.
// Freedman, Ann. Stat. 9 (1981), pp. 1196-1217). As the best runs are few, deviations of the resamples
// are stretched to the width of Student's t.
//
// It fails where N, C or the loss is not positive, and where fewer than three stretches of compute have
// a best run.
func Envelope(runs []Run, b stat.Bootstrap) (Fit, error) {
	list, err := sized(runs)
	if err != nil {
		return Fit{}, err
	}
	x, y := winners(list)
	n := len(x)
	if n < leastBins {
		return Fit{}, fmt.Errorf("envelope: a needs %d stretches of compute with a best run, the runs have %d", leastBins, n)
	}
	fit := Fit{Form: "envelope", Runs: len(list), Resamples: b.Resamples}
	whole, _ := through(x, y)
	widen := stat.Student(n - 2).Stretch(n)
	fit.allocate(x, y, func(r int) (line, bool) {
		again, sizes := make([]float64, n), make([]float64, n)
		for i := range n {
			at := stat.Pick(b.Stream, uint64(r*n+i), n)
			again[i], sizes[i] = x[at], y[at]
		}
		l, ok := through(again, sizes)
		return line{g: whole.g + widen*(l.g-whole.g), a: whole.a + widen*(l.a-whole.a)}, ok
	})
	fit.thinned(len(runs), len(list))
	return fit, nil
}

const (
	binsPerDecade = 4
	leastBins     = 3
	leastOfBin    = 3 // sizes
)

// winners are ln C/6 and ln N of the best runs of a list sorted by compute.
func winners(list []sizedRun) (x, y []float64) {
	best := math.Inf(1)
	for from := 0; from < len(list); {
		to, least := from, from
		for to < len(list) && binOf(list[to]) == binOf(list[from]) {
			if list[to].loss < list[least].loss {
				least = to
			}
			to++
		}
		if list[least].loss < best && sizesOf(list[from:to]) >= leastOfBin {
			best = list[least].loss
			x, y = append(x, list[least].compute-math.Log(6)), append(y, list[least].size)
		}
		from = to
	}
	return x, y
}

func binOf(r sizedRun) float64 { return math.Floor(r.compute / math.Ln10 * binsPerDecade) }
