package sensitivity

import (
	"cmp"
	"slices"
)

// Node is a set of points, and the rule that divides it.
type Node struct {
	Counts []int // points by class
	Rule   Rule  // of a node with branches
	Yes    *Node // points that fit the rule; nil in a leaf
	No     *Node
}

// Rule is a question about one axis: whether a point lies below a place or, of words, whether it has one.
type Rule struct {
	Axis  int
	Below float64 // of an ordered axis
	Is    float64 // of words
}

// Class is the most frequent class of a node, the first one of equally frequent ones.
func (n *Node) Class() int {
	class := 0
	for c, count := range n.Counts {
		if count > n.Counts[class] {
			class = c
		}
	}
	return class
}

// Points counts the points of a node.
func (n *Node) Points() (points int) {
	for _, count := range n.Counts {
		points += count
	}
	return points
}

func (r Rule) fits(axes []Axis, point int) bool {
	a := axes[r.Axis]
	if a.Listed {
		return a.X[point] == r.Is
	}
	return a.X[point] < r.Below
}

// classify follows the rules from a node, at most depth of them.
func (n *Node) classify(axes []Axis, point, depth int) int {
	for ; depth > 0 && n.Yes != nil; depth-- {
		if n.Rule.fits(axes, point) {
			n = n.Yes
		} else {
			n = n.No
		}
	}
	return n.Class()
}

// grower grows trees on subsets of the points of a table.
type grower struct {
	axes    []Axis
	class   []int
	classes int
}

// grow divides points until they are of one class, or depth rules are asked. Branches that say the same are joined.
func (g *grower) grow(points []int, depth int) *Node {
	n := &Node{Counts: g.count(points)}
	if depth == 0 || n.Counts[n.Class()] == len(points) {
		return n
	}
	rule, found := g.bestRule(points, n.Counts)
	if !found {
		return n
	}
	var yes, no []int
	for _, i := range points {
		if rule.fits(g.axes, i) {
			yes = append(yes, i)
		} else {
			no = append(no, i)
		}
	}
	n.Rule, n.Yes, n.No = rule, g.grow(yes, depth-1), g.grow(no, depth-1)
	if n.Yes.Yes == nil && n.No.Yes == nil && n.Yes.Class() == n.No.Class() {
		n.Yes, n.No = nil, nil
	}
	return n
}

func (g *grower) count(points []int) []int {
	counts := make([]int, g.classes)
	for _, i := range points {
		counts[g.class[i]]++
	}
	return counts
}

// bestRule is that of the least Gini impurity, the first one of equal ones.
func (g *grower) bestRule(points, counts []int) (best Rule, found bool) {
	highest := purity(counts, make([]int, len(counts))) + 1e-9
	yes, no := make([]int, g.classes), make([]int, g.classes)
	for axis, a := range g.axes {
		order := slices.Clone(points)
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.X[i], a.X[j]) })
		clear(yes)
		copy(no, counts)
		began := 0
		for rank, i := range order {
			yes[g.class[i]]++
			no[g.class[i]]--
			if rank+1 < len(order) && a.X[order[rank+1]] == a.X[i] {
				continue
			}
			inside, rule := rank+1-began, Rule{Axis: axis, Is: a.X[i]}
			if !a.Listed && rank+1 < len(order) {
				rule = Rule{Axis: axis, Below: (a.X[i] + a.X[order[rank+1]]) / 2}
			}
			if min(inside, len(order)-inside) >= leastLeaf {
				if p := purity(yes, no); p > highest {
					best, highest, found = rule, p, true
				}
			}
			if a.Listed { // the next word begins
				clear(yes)
				copy(no, counts)
				began = rank + 1
			}
		}
	}
	return best, found
}

// purity is the number of points less their Gini impurity on both sides of a rule.
func purity(yes, no []int) (sum float64) {
	for _, side := range [][]int{yes, no} {
		squares, n := 0, 0
		for _, count := range side {
			squares += count * count
			n += count
		}
		if n > 0 {
			sum += float64(squares) / float64(n)
		}
	}
	return sum
}
