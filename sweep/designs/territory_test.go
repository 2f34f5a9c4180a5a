package designs

import (
	"math"
	"testing"
)

// territory is a labelling of the unit square with a known boundary.
type territory struct {
	label    func(p [2]float64) string
	distance func(p [2]float64) float64 // to the boundary
	boundary [][2]float64               // places along the whole boundary
	length   float64                    // of the boundary
}

// circle has one label inside a circle of radius 0.3 and another outside.
func circle() territory {
	radius := func(p [2]float64) float64 { return math.Hypot(p[0]-0.5, p[1]-0.5) }
	t := territory{
		label: func(p [2]float64) string {
			if radius(p) < 0.3 {
				return "inside"
			}
			return "outside"
		},
		distance: func(p [2]float64) float64 { return math.Abs(radius(p) - 0.3) },
		length:   2 * math.Pi * 0.3,
	}
	for i := range 1000 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 1000)
		t.boundary = append(t.boundary, [2]float64{0.5 + 0.3*cos, 0.5 + 0.3*sin})
	}
	return t
}

// cross has two straight lines that divide the square into four regions.
func cross() territory {
	rising, falling := math.Hypot(1, 0.5), math.Hypot(1, 0.4)
	t := territory{
		label: func(p [2]float64) string {
			under, left := p[1] < 0.2+0.5*p[0], p[0] < 0.6-0.4*p[1]
			switch {
			case under && left:
				return "south-west"
			case under:
				return "south-east"
			case left:
				return "north-west"
			}
			return "north-east"
		},
		distance: func(p [2]float64) float64 {
			return min(math.Abs(p[1]-0.2-0.5*p[0])/rising, math.Abs(p[0]-0.6+0.4*p[1])/falling)
		},
		length: rising + falling,
	}
	for i := range 500 {
		s := float64(i) / 499
		t.boundary = append(t.boundary, [2]float64{s, 0.2 + 0.5*s}, [2]float64{0.6 - 0.4*s, s})
	}
	return t
}

// survey starts with Sobol points and adds a quarter as many in each round. It calls
// after with all points at the end of every round.
func survey(t testing.TB, m territory, start, end int, after func(points [][2]float64)) {
	t.Helper()
	var points [][2]float64
	var labels []string
	sobol := newSobol(t, 2, 1)
	for i := range start {
		p := [2]float64(sobol.Point(int64(i)))
		points, labels = append(points, p), append(labels, m.label(p))
	}
	for len(points) < end {
		count := min(len(points)/4, end-len(points))
		next := Boundary(points, labels, count)
		if len(next) < count-1 {
			t.Fatalf("Boundary gives %[2]d points after %[1]d, expected %[3]d", len(points), len(next), count)
		}
		for _, p := range next {
			points, labels = append(points, p), append(labels, m.label(p))
		}
		after(points)
	}
}

// doubt is the largest distance, over the places of the boundary, to the nearest point
// of the second-nearest label.
func doubt(m territory, points [][2]float64) float64 {
	regions := map[string][][2]float64{}
	for _, p := range points {
		regions[m.label(p)] = append(regions[m.label(p)], p)
	}
	worst := 0.0
	for _, b := range m.boundary {
		first, second := math.Inf(1), math.Inf(1)
		for _, region := range regions {
			nearest := math.Inf(1)
			for _, p := range region {
				nearest = min(nearest, squaredDistance(b, p))
			}
			first, second = min(first, nearest), min(second, max(first, nearest))
		}
		worst = max(worst, second)
	}
	return math.Sqrt(worst)
}
