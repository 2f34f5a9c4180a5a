package boundaries

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// LinePoint is where the boundary between two labels lies on the second coordinate, at one place of the first.
type LinePoint struct {
	Along        float64       // first coordinate
	Below, Above int           // labels on either side
	At           stat.Estimate // second coordinate
	Points       int           // labelled points that the estimate rests on

	scan float64 // second coordinate at which votes change
}

const (
	votes = 5 // nearest points whose most frequent label a place has
	// Points of the two labels that place a boundary: few enough for it to be straight among them.
	leastNear, mostNear, nearShare = 12, 24, 8
	parameters                     = 3   // of a straight boundary
	scanned                        = 256 // steps across the square in search of a boundary
	placed                         = 200 // steps across the neighbourhood of a boundary
)

// Line follows the boundaries between labelled regions of the unit square: at each place of the first coordinate, where
// they lie on the second, in ascending order.
//
// A place has the most frequent label of its nearest points. Where that changes, the nearest points of the two labels are
// fitted by logistic regression with a straight boundary. The estimate is the boundary of least deviance; its 95%
// interval holds all boundaries whose deviance, the slope of each fitted anew, is higher by less than the square of
// Student's t (profile likelihood, D. J. Venzon and S. H. Moolgavkar, Appl. Stat. 37 (1988), pp. 87-94). So sharp boundaries are as certain as
// their nearest points are near, and blurred ones as their points are many. There is no bound where the interval leaves
// the neighbourhood.
func Line(points [][2]float64, labels []int, places []float64) (line []LinePoint) {
	for _, x := range places {
		var found []LinePoint
		last := vote(points, labels, [2]float64{x, 0})
		for j := 1; j <= scanned; j++ {
			y := float64(j) / scanned
			label := vote(points, labels, [2]float64{x, y})
			if label != last {
				found = append(found, place(points, labels, [2]float64{x, y - 0.5/scanned}, last, label))
			}
			last = label
		}
		line = append(line, joined(points, labels, found)...)
	}
	return line
}

// joined takes boundaries between the same two labels for one where their intervals overlap: where a boundary is blurred,
// votes go back and forth. Those that lead back to the first label are none.
func joined(points [][2]float64, labels []int, found []LinePoint) (list []LinePoint) {
	for begin := 0; begin < len(found); {
		end := begin + 1
		for end < len(found) && found[end].Above == found[end-1].Below && found[end].At.Low < found[end-1].At.High {
			end++
		}
		first, last := found[begin], found[end-1]
		switch middle := (first.scan + last.scan) / 2; {
		case end == begin+1:
			list = append(list, first)
		case first.Below != last.Above:
			list = append(list, place(points, labels, [2]float64{first.Along, middle}, first.Below, last.Above))
		}
		begin = end
	}
	return list
}

// nearest are the points nearest to a place, at most count of those that are kept, nearest first.
func nearest(points [][2]float64, at [2]float64, count int, keep func(i int) bool) (near []int) {
	var far []float64 // distances, squared
	for i, p := range points {
		if !keep(i) {
			continue
		}
		x, y := p[0]-at[0], p[1]-at[1]
		d := float64(x*x) + float64(y*y)
		if len(near) == count && d >= far[count-1] {
			continue
		}
		rank, _ := slices.BinarySearch(far, d)
		for rank < len(far) && far[rank] == d {
			rank++
		}
		near, far = slices.Insert(near, rank, i), slices.Insert(far, rank, d)
		if len(near) > count {
			near, far = near[:count], far[:count]
		}
	}
	return near
}

// vote is the most frequent label of the nearest points, of equally frequent ones that of the nearest.
func vote(points [][2]float64, labels []int, at [2]float64) int {
	near := nearest(points, at, votes, func(int) bool { return true })
	times := map[int]int{}
	for _, i := range near {
		times[labels[i]]++
	}
	winner := labels[near[0]]
	for _, i := range near {
		if times[labels[i]] > times[winner] {
			winner = labels[i]
		}
	}
	return winner
}

// place estimates a boundary near a place.
func place(points [][2]float64, labels []int, at [2]float64, below, above int) LinePoint {
	count := min(max(len(points)/nearShare, leastNear), mostNear)
	near := nearest(points, at, count, func(i int) bool { return labels[i] == below || labels[i] == above })
	l := LinePoint{Along: at[0], Below: below, Above: above, Points: len(near), scan: at[1]}
	radius := 0.0
	for _, i := range near {
		radius = max(radius, math.Hypot(points[i][0]-at[0], points[i][1]-at[1]))
	}
	f := &straight{}
	for _, i := range near {
		f.x = append(f.x, (points[i][0]-at[0])/radius)
		f.y = append(f.y, (points[i][1]-at[1])/radius)
		f.above = append(f.above, labels[i] == above)
	}
	deviance, best := make([]float64, placed+1), 0
	offset := func(step int) float64 { return 2*float64(step)/placed - 1 }
	for step := range deviance {
		if deviance[step] = f.deviance(offset(step)); deviance[step] < deviance[best] {
			best = step
		}
	}
	reach := stat.Student(float64(len(near) - parameters)).Reach()
	most := deviance[best] + float64(reach*reach)
	low, high := best, best
	for low > 0 && deviance[low-1] < most {
		low--
	}
	for high < placed && deviance[high+1] < most {
		high++
	}
	end := func(step int) float64 { return at[1] + radius*offset(step) }
	l.At = stat.Estimate{Value: min(max(end(best), 0), 1), Low: max(end(low-1), 0), High: min(end(high+1), 1)}
	if low == 0 {
		l.At.Low = math.Inf(-1)
	}
	if high == placed {
		l.At.High = math.Inf(1)
	}
	l.At.Explain("the boundary is not bounded by the points near it")
	return l
}
