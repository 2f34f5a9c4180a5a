package sensitivity

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Separation says which rules on single axes tell classes of points apart.
type Separation struct {
	Tree     *Node
	Accuracy float64 // of the rules at points that they were not made from, by cross-validation
	Base     float64 // of always saying the most frequent class
}

const (
	maxDepth  = 3  // rules that a point is asked in turn
	leastLeaf = 5  // points that a rule leaves on each side
	folds     = 10 // of cross-validation
)

// Separate grows a classification tree (L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, Classification and
// Regression Trees, 1984): rules on one axis each, by Gini impurity, at most three in turn. Of the depths from 0 to 3 it
// takes the least one whose accuracy in 10-fold cross-validation is within one standard error of the best (their
// section 3.4.3). Rules have to be right at significantly more points than the base rate is (McNemar's test at 5%, Q.
// McNemar, Psychometrika 12 (1947), pp. 153-157). Otherwise the tree is its root alone: the axes do not separate the classes
// apart.
//
// class holds numbers from 0 to classes-1. It fails with fewer than Least points.
func Separate(axes []Axis, class []int, classes int, seed int64) (*Separation, error) {
	if len(class) < Least {
		return nil, fmt.Errorf("needs at least %d points, has %d", Least, len(class))
	}
	g := &grower{axes: axes, class: class, classes: classes}
	all := make([]int, len(class))
	for i := range all {
		all[i] = i
	}
	right, common := g.crossValidate(seed), g.grow(all, 0).Class()
	for i, c := range class {
		right[0][i] = c == common
	}
	var accuracy [maxDepth + 1]float64
	for depth := range right {
		accuracy[depth] = share(right[depth])
	}
	best := slices.Max(accuracy[:])
	least, depth := best-math.Sqrt(best*(1-best)/float64(len(class))), 0
	for accuracy[depth] < least {
		depth++
	}
	if !exceeds(right[depth], right[0]) {
		depth = 0
	}
	return &Separation{Tree: g.grow(all, depth), Accuracy: accuracy[depth], Base: accuracy[0]}, nil
}

// share is that of true values.
func share(list []bool) float64 {
	n := 0
	for _, yes := range list {
		if yes {
			n++
		}
	}
	return float64(n) / float64(len(list))
}

// exceeds is whether a is right at significantly more points than b.
func exceeds(a, b []bool) bool {
	gained, lost := 0, 0
	for i := range a {
		switch {
		case a[i] && !b[i]:
			gained++
		case b[i] && !a[i]:
			lost++
		}
	}
	return float64(gained-lost) > stat.Normal.Quantile(1-stat.Tail)*math.Sqrt(float64(gained+lost))
}

// crossValidate is, by depth and point, whether a tree grown without the point's fold classifies it correctly.
func (g *grower) crossValidate(seed int64) (right [maxDepth + 1][]bool) {
	n := len(g.class)
	for depth := range right {
		right[depth] = make([]bool, n)
	}
	draws := random.NewStream(seed, "folds")
	order := make([]int, n)
	for i := range order {
		j := stat.Pick(draws, uint64(i), i+1)
		order[i], order[j] = order[j], i
	}
	for fold := range folds {
		var kept, left []int
		for rank, i := range order {
			if rank%folds == fold {
				left = append(left, i)
			} else {
				kept = append(kept, i)
			}
		}
		tree := g.grow(kept, maxDepth)
		for depth := range right {
			for _, i := range left {
				right[depth][i] = tree.classify(g.axes, i, depth) == g.class[i]
			}
		}
	}
	return right
}
