package sim

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"golang.org/x/sync/errgroup"
)

// pythia are layers and heads per layer of the scenario's five different shapes.
var pythia = [][2]int64{{6, 8}, {12, 12}, {16, 8}, {24, 16}, {32, 32}}

// headRun is what is read off one run of the heads scenario.
type headRun struct {
	copying, functions            TaskResult
	inductionDepth, functionDepth float64 // strength-weighted mean relative depths at the end
	top                           int     // function-vector heads among the top 2% at the end
	wereTop, were                 int     // of them, once among the top 2% by induction; with induction >= 1 before anything else
	copyOnset, functionOnset      float64 // steps to test loss < 1
}

func readHeads(r *Result) headRun {
	h := headRun{copying: r.Tasks[0], functions: r.Tasks[1], copyOnset: math.Inf(1), functionOnset: math.Inf(1)}
	number := int(r.Scenario.Heads.Layers * r.Scenario.Heads.PerLayer)
	h.top = topHeads(number)
	ever := map[int64]bool{} // among the top by induction at some recorded step
	var last []CircuitState
	for heads := range slices.Chunk(r.Circuits, number) {
		last = heads
		slices.SortStableFunc(heads, func(a, b CircuitState) int { return cmp.Compare(b.Head.Induction, a.Head.Induction) })
		for _, c := range heads[:h.top] {
			ever[c.Index] = true
		}
	}
	h.readEnd(last, ever)
	if s := h.copying.StepTest; s != nil {
		h.copyOnset = *s
	}
	if s := h.functions.StepTest; s != nil {
		h.functionOnset = *s
	}
	return h
}

func (h *headRun) readEnd(heads []CircuitState, ever map[int64]bool) {
	var induction, function float64
	for _, c := range heads {
		induction += c.Head.Induction
		function += c.Head.FunctionVector
		h.inductionDepth += c.Head.Induction * c.Head.RelativeDepth
		h.functionDepth += c.Head.FunctionVector * c.Head.RelativeDepth
	}
	h.inductionDepth /= induction
	h.functionDepth /= function
	slices.SortStableFunc(heads, func(a, b CircuitState) int { return cmp.Compare(b.Head.FunctionVector, a.Head.FunctionVector) })
	for _, c := range heads[:h.top] {
		if ever[c.Index] {
			h.wereTop++
		}
		if born := c.Head.InductionBorn; born != nil && (c.Head.FunctionVectorBorn == nil || *born < *c.Head.FunctionVectorBorn) {
			h.were++
		}
	}
}

// headStudy is the heads scenario by shape, then by seed.
func headStudy(t *testing.T) [][]headRun {
	t.Helper()
	s := shipped(t, "heads", "record.circuits=all", "record.points=9", "record.spacing=linear")
	runs := make([][]headRun, len(pythia))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, shape := range pythia {
		runs[i] = make([]headRun, s.Sweep.Seeds)
		at, err := s.With(scenarios.Assignment{Path: "heads.layers", Value: shape[0]}, scenarios.Assignment{Path: "heads.per_layer", Value: shape[1]})
		if err != nil {
			t.Fatal(err)
		}
		for seed := range runs[i] {
			g.Go(func() error {
				r, err := Run(context.Background(), at, int64(seed)+1, Options{})
				if err == nil {
					runs[i][seed] = readHeads(r)
				}
				return err
			})
		}
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	return runs
}

func medianOf(runs []headRun, of func(headRun) float64) float64 {
	var x []float64
	for _, r := range runs {
		x = append(x, of(r))
	}
	return median(x)
}

// What Olsson et al. (arXiv:2209.11895) and Yin and Steinhardt
// (arXiv:2502.14010) report of in-context heads, and no rule says: induction
// first and shallower, onsets at token counts that hardly depend on size,
// function-vector heads that were induction heads, and what ablations cost. The
// bounds were set with the figures in view: they guard, and prove nothing.
func TestPublishedHeads(t *testing.T) {
	if testing.Short() {
		t.Skip("25 runs of up to 1024 heads")
	}
	const tokens = 20971520 // per step
	var copyOnsets, functionOnsets, lost []float64
	for i, seeds := range headStudy(t) {
		heads, layers := pythia[i][0]*pythia[i][1], float64(pythia[i][0])
		top, wereTop, were := 0, 0, 0
		for seed, r := range seeds {
			if !(r.copyOnset < r.functionOnset/4) {
				t.Errorf("%d heads, seed %d: induction at step %g, function vectors at %g", heads, seed+1, r.copyOnset, r.functionOnset)
			}
			top, wereTop, were = top+r.top, wereTop+r.wereTop, were+r.were
		}
		mean := func(of func(headRun) float64) float64 {
			sum := 0.0
			for _, r := range seeds {
				sum += of(r)
			}
			return sum / float64(len(seeds))
		}
		copyOnset := tokens * medianOf(seeds, func(r headRun) float64 { return r.copyOnset })
		functionOnset := tokens * medianOf(seeds, func(r headRun) float64 { return r.functionOnset })
		induction := mean(func(r headRun) float64 { return r.inductionDepth })
		function := mean(func(r headRun) float64 { return r.functionDepth })
		withoutFunction := mean(func(r headRun) float64 { return r.functions.TestAccuracy - r.functions.WithoutHeads.FunctionVector })
		withoutInduction := mean(func(r headRun) float64 { return r.functions.TestAccuracy - r.functions.WithoutHeads.Induction })
		withoutRandom := mean(func(r headRun) float64 { return r.functions.TestAccuracy - r.functions.WithoutHeads.Random })
		t.Logf("%4d heads: onsets at %.2e and %.2e tokens; layers %.1f and %.1f of %g; of %d top function-vector heads %d were top induction heads once, %d had an induction strength of 1 before; accuracy %.3f, less %.3f %.3f %.3f without function-vector, induction, random heads; copying %.3f, less %.3f %.3f",
			heads, copyOnset, functionOnset, layers*induction, layers*function, layers, top, wereTop, were,
			mean(func(r headRun) float64 { return r.functions.TestAccuracy }), withoutFunction, withoutInduction, withoutRandom,
			mean(func(r headRun) float64 { return r.copying.TestAccuracy }),
			mean(func(r headRun) float64 { return r.copying.TestAccuracy - r.copying.WithoutHeads.FunctionVector }),
			mean(func(r headRun) float64 { return r.copying.TestAccuracy - r.copying.WithoutHeads.Induction }))
		copyOnsets, functionOnsets, lost = append(copyOnsets, copyOnset), append(functionOnsets, functionOnset), append(lost, withoutFunction)

		// The window of Olsson et al., with its small models; checkpoints of Pythia are a factor 4 apart around 33.6e9.
		if !(copyOnset > 1e9 && copyOnset < 5e9) {
			t.Errorf("%d heads: induction at %.3g tokens", heads, copyOnset)
		}
		if !(functionOnset > 33.6e9/4 && functionOnset < 33.6e9*4) {
			t.Errorf("%d heads: function vectors at %.3g tokens", heads, functionOnset)
		}
		if deeper := layers * (function - induction); !(deeper > 0.5 && deeper < 2.5) {
			t.Errorf("%d heads: function vectors %.2f layers deeper", heads, deeper)
		}
		if heads > 100 && wereTop == 0 {
			t.Errorf("%d heads: of %d top function-vector heads none was a top induction head", heads, top)
		}
		if heads > 100 && !(withoutFunction > 2*max(withoutInduction, withoutRandom)) || withoutInduction > 0.01 {
			t.Errorf("%d heads: accuracy falls by %.3f, %.3f and %.3f without function-vector, induction and random heads", heads, withoutFunction, withoutInduction, withoutRandom)
		}
	}
	for what, onsets := range map[string][]float64{"induction": copyOnsets, "function vectors": functionOnsets} {
		if ratio := slices.Max(onsets) / slices.Min(onsets); ratio > 4 {
			t.Errorf("onset of %s: over 48 to 1024 heads by a factor of %.2f", what, ratio)
		}
	}
	if lost[len(lost)-1] < 10*lost[0] {
		t.Errorf("accuracy lost without function-vector heads: %v over sizes", lost)
	}
}
