package designs_test

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/sweep/designs"
)

// The first eight points of a scrambled sequence. Every eighth of each axis has one.
func ExampleSobol() {
	s, err := designs.NewSobol(2, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range int64(8) {
		fmt.Printf("%.3f\n", s.Point(i))
	}
	// Output:
	// [0.105 0.121]
	// [0.514 0.842]
	// [0.833 0.391]
	// [0.318 0.521]
	// [0.387 0.298]
	// [0.893 0.699]
	// [0.721 0.161]
	// [0.199 0.942]
}

// One trajectory: each axis moves once, by two thirds of its range.
func ExampleMorris() {
	m, err := designs.NewMorris(3, 4, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range int64(4) {
		axis, delta := m.Move(i)
		fmt.Printf("%.2f after axis %d moved by %+.2f\n", m.Point(i), axis, delta)
	}
	// Output:
	// [1.00 0.33 0.33] after axis -1 moved by +0.00
	// [1.00 0.33 1.00] after axis 2 moved by +0.67
	// [1.00 1.00 1.00] after axis 1 moved by +0.67
	// [0.33 1.00 1.00] after axis 0 moved by -0.67
}

// A quantity is above the level from 30 to 2000. Both crossings are found to 1%,
// starting from positions a factor of ten apart.
func ExampleRefine() {
	side := func(x float64) designs.Side {
		if x > 30 && x < 2000 {
			return designs.Above
		}
		return designs.Below
	}
	split := func(low, high float64) (float64, bool) {
		return math.Sqrt(low * high), high > 1.01*low
	}
	next := []float64{1, 10, 100, 1000, 10000}
	var x []float64
	var sides []designs.Side
	for len(next) > 0 {
		for _, v := range next {
			x, sides = append(x, v), append(sides, side(v))
		}
		next = designs.Refine(x, sides, split)
	}
	for _, b := range designs.Brackets(x, sides) {
		fmt.Printf("between %.2f and %.2f, upwards %t\n", b.Low, b.High, b.Up)
	}
	fmt.Println(len(x), "positions")
	// Output:
	// between 29.96 and 30.23, upwards true
	// between 1998.85 and 2016.91, upwards false
	// 21 positions
}

// Nine points belong to two regions. The next ones lie on the presumed boundary,
// one of them on a side of the square.
func ExampleBoundary() {
	var points [][2]float64
	var labels []string
	for _, x := range []float64{0.1, 0.5, 0.9} {
		for _, y := range []float64{0.1, 0.5, 0.9} {
			label := "memorizes"
			if x+y > 1.2 {
				label = "generalizes"
			}
			points, labels = append(points, [2]float64{x, y}), append(labels, label)
		}
	}
	for _, p := range designs.Boundary(points, labels, 4) {
		fmt.Printf("%.2f\n", p)
	}
	// Output:
	// [0.30 0.70]
	// [0.70 0.70]
	// [0.70 0.30]
	// [0.30 1.00]
}
