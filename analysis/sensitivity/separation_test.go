package sensitivity

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// scattered are independent points of three axes, the last one of four words.
func scattered(n int, seed int64) []Axis {
	axes := []Axis{{}, {}, {Listed: true}}
	draws := random.NewStream(seed, "points")
	for i := range n {
		for k := range axes {
			x := draws.Uniform(uint64(3*i + k))
			if axes[k].Listed {
				x = math.Floor(4 * x)
			}
			axes[k].X = append(axes[k].X, x)
		}
	}
	return axes
}

func classed(axes []Axis, class func(x, y, word float64) int) []int {
	list := make([]int, len(axes[0].X))
	for i := range list {
		list[i] = class(axes[0].X[i], axes[1].X[i], axes[2].X[i])
	}
	return list
}

// A border on one axis is found as one rule, between the points next to it.
func TestSeparateFindsABorder(t *testing.T) {
	axes := scattered(200, 1)
	s, err := Separate(axes, classed(axes, func(x, _, _ float64) int {
		if x < 0.3 {
			return 1
		}
		return 0
	}), 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if s.Tree.Yes == nil || s.Tree.Rule.Axis != 0 || math.Abs(s.Tree.Rule.Below-0.3) > 0.02 || s.Tree.Yes.Yes != nil || s.Tree.No.Yes != nil {
		t.Errorf("%+v", s.Tree)
	}
	if s.Accuracy < 0.97 || s.Base > 0.8 {
		t.Errorf("accuracy %g, base rate %g", s.Accuracy, s.Base)
	}
}

// A word and a border, asked in turn.
func TestSeparateAsksForAWordAndABorder(t *testing.T) {
	axes := scattered(400, 1)
	s, err := Separate(axes, classed(axes, func(_, y, word float64) int {
		switch {
		case word == 2:
			return 2
		case y < 0.5:
			return 0
		}
		return 1
	}), 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	if s.Accuracy < 0.95 || s.Base > 0.5 {
		t.Errorf("accuracy %g, base rate %g", s.Accuracy, s.Base)
	}
	asked := []int{s.Tree.Rule.Axis}
	for _, n := range []*Node{s.Tree.Yes, s.Tree.No} {
		if n.Yes != nil {
			asked = append(asked, n.Rule.Axis)
		}
	}
	slices.Sort(asked)
	if !slices.Contains(asked, 1) || !slices.Contains(asked, 2) || slices.Contains(asked, 0) {
		t.Errorf("asks axes %v", asked)
	}
}

// Of classes that no axis tells apart, at most a few tables out of many get a rule, and accuracy does not claim more than
// the base rate by more than its error.
func TestSeparateNothing(t *testing.T) {
	rules := 0
	for seed := int64(1); seed <= 100; seed++ {
		axes := scattered(Least, seed)
		draws := random.NewStream(seed, "coins")
		i := uint64(0)
		s, err := Separate(axes, classed(axes, func(_, _, _ float64) int {
			i++
			if draws.Uniform(i) < 0.3 {
				return 1
			}
			return 0
		}), 2, seed)
		if err != nil {
			t.Fatal(err)
		}
		if s.Tree.Yes != nil {
			rules++
		}
	}
	t.Logf("%d of 100 tables get a rule", rules)
	if rules > 5 {
		t.Errorf("%d of 100 tables get a rule", rules)
	}
}

func TestSeparateRefusesFewPoints(t *testing.T) {
	axes := scattered(40, 1)
	if _, err := Separate(axes, make([]int, 40), 1, 1); err == nil || err.Error() != "needs at least 64 points, has 40" {
		t.Error(err)
	}
}
