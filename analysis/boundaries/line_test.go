package boundaries

import (
	"fmt"
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/sweep/designs"
)

// mapped are points that a boundary design has gathered, round after round, with labels by a function.
func mapped(t *testing.T, count int, seed int64, label func(x, y, u float64) int) (points [][2]float64, labels []int) {
	t.Helper()
	even, err := designs.NewSobol(2, seed)
	if err != nil {
		t.Fatal(err)
	}
	draws := random.NewStream(seed, "noise")
	var words []string
	add := func(p [2]float64) {
		l := label(p[0], p[1], draws.Uniform(uint64(len(points))))
		points, labels, words = append(points, p), append(labels, l), append(words, fmt.Sprint(l))
	}
	for len(points) < count {
		round := max(32, len(points)/4)
		began := len(points)
		if began > 0 {
			for _, p := range designs.Boundary(points, words, round*3/4) {
				add(p)
			}
		}
		for i := int64(began); len(points) < began+round; i++ {
			add([2]float64(even.Point(i)))
		}
	}
	return points[:count], labels[:count]
}

// known are boundaries of the unit square.
var known = map[string]func(x float64) float64{
	"straight": func(x float64) float64 { return 0.3 + 0.4*x },
	"bent":     func(x float64) float64 { return 0.15 + 0.7*x*x },
	"arc":      func(x float64) float64 { return math.Sqrt(0.81 - 0.6*x*x) },
	"steep":    func(x float64) float64 { return 0.5 + 0.35*math.Tanh(6*(x-0.5)) },
}

// coverage follows a known boundary at 21 places in maps of several seeds. A point at a distance of blur from the
// boundary is labelled wrongly with probability 1/(1+e).
func coverage(t *testing.T, truth func(x float64) float64, blur float64, count int) (held, all, missing int, width float64) {
	t.Helper()
	bounded, seeds := 0, int64(8)
	if testing.Short() {
		seeds = 4
	}
	for seed := int64(1); seed <= seeds; seed++ {
		points, labels := mapped(t, count, seed, func(x, y, u float64) int {
			z := y - truth(x)
			if blur == 0 && z >= 0 || blur > 0 && u < 1/(1+math.Exp(-z/blur)) {
				return 1
			}
			return 0
		})
		for i := range 21 {
			x := float64(i) / 20
			line := Line(points, labels, []float64{x})
			if len(line) == 0 {
				missing++
			}
			for _, l := range line {
				all++
				if l.At.Low <= truth(x) && truth(x) <= l.At.High {
					held++
				}
				if w := l.At.High - l.At.Low; !math.IsInf(w, 0) {
					width += w
					bounded++
				}
			}
		}
	}
	return held, all, missing, width / float64(bounded)
}

// Each sharp boundary lies within its intervals at 90% of all places or more. They are short, and no place is without one.
func TestLineHoldsSharpBoundaries(t *testing.T) {
	for name, truth := range known {
		for count, wide := range map[int]float64{150: 0.07, 400: 0.02} {
			held, all, missing, width := coverage(t, truth, 0, count)
			t.Logf("%s, %d points: %d of %d intervals hold the boundary, mean width %.4f", name, count, held, all, width)
			if float64(held) < 0.9*float64(all) || missing > 0 || width > wide {
				t.Errorf("%s, %d points: %d of %d intervals hold the boundary, %.3f wide, %d places without", name, count, held, all, width, missing)
			}
		}
	}
}

// Blurred boundaries lie within their intervals at 90% of all places or more, taken together. Of single shapes the
// coverage is between 0.87 and 1, which is chance: the 21 places of a map share points, so that 8 maps leave a standard error
// of 0.03. In 48 maps of 400 points with the wider blur it is 0.923 for the steep boundary, 0.928 for the straight one and
// 0.935 for a straight one as steep, with standard errors of 0.012.
func TestLineHoldsBlurredBoundaries(t *testing.T) {
	for _, blur := range []float64{0.01, 0.04} {
		together, places := 0, 0
		for name, truth := range known {
			for _, count := range []int{150, 400} {
				held, all, missing, width := coverage(t, truth, blur, count)
				t.Logf("%s, blur %g, %d points: %.3f of %d, mean width %.4f, %d places without", name, blur, count, float64(held)/float64(all), all, width, missing)
				together, places = together+held, places+all
			}
		}
		if float64(together) < 0.9*float64(places) {
			t.Errorf("blur %g: %d of %d intervals hold the boundary", blur, together, places)
		}
	}
}

// Labels without a boundary have none.
func TestLineOfOneLabel(t *testing.T) {
	points, labels := mapped(t, 64, 1, func(_, _, _ float64) int { return 3 })
	if line := Line(points, labels, []float64{0, 0.5, 1}); len(line) > 0 {
		t.Error(line)
	}
}
