package scalinglaws

import (
	"cmp"
	"math"
	"slices"
)

// sizedRun is ln C, ln N and the loss of a run.
type sizedRun struct{ compute, size, loss float64 }

// sized sorts runs by compute, size and loss, and thins them. It fails where one of these is not positive
// and where there are no runs.
func sized(runs []Run) ([]sizedRun, error) {
	if len(runs) == 0 {
		return nil, errNoRuns
	}
	list := make([]sizedRun, len(runs))
	for i, r := range runs {
		if err := cmp.Or(positive(i, "params", r.Params), positive(i, "flops", r.compute()), positive(i, "loss", r.Loss)); err != nil {
			return nil, err
		}
		list[i] = sizedRun{math.Log(r.compute()), math.Log(r.Params), r.Loss}
	}
	slices.SortFunc(list, func(a, b sizedRun) int {
		return cmp.Or(cmp.Compare(a.compute, b.compute), cmp.Compare(a.size, b.size), cmp.Compare(a.loss, b.loss))
	})
	return thin(list, mostCounted), nil
}

// sizesOf is the number of distinct sizes.
func sizesOf(list []sizedRun) int {
	sizes := make([]float64, len(list))
	for i, r := range list {
		sizes[i] = r.size
	}
	slices.Sort(sizes)
	return len(slices.CompactFunc(sizes, func(a, b float64) bool { return math.Abs(b-a) <= same }))
}
