package stat

import "math"

// Pair is a place in the plane.
type Pair [2]float64

// Simplex searches a minimum over the plane by the method of Nelder and Mead (J. C. Lagarias et al., SIAM J. Optim. 9 (1998),
// pp. 112-147). It ends when so many steps have lowered the least value by no more than the gain.
type Simplex struct {
	Size     float64 // of the first one, along each axis
	Absolute float64 // gain
	Relative float64 // gain, as a share of the value
	Steps    int
}

type vertex struct {
	at    Pair
	value float64
}

// Minimize returns the least place found, which is the start if no other is less. The value at the start is finite, or there is no
// search.
func (s Simplex) Minimize(f func(Pair) float64, start Pair) (least Pair, value float64) {
	first := vertex{start, f(start)}
	if math.IsNaN(first.value) || math.IsInf(first.value, 1) {
		return first.at, first.value
	}
	v := [3]vertex{{at: Pair{start[0] + s.Size, start[1]}}, {at: Pair{start[0], start[1] + s.Size}}, first}
	v[0].value, v[1].value = f(v[0].at), f(v[1].at)
	sortVertices(&v)
	center := middle(&v)
	least, value = s.descend(f, &v, center, first.value)
	if !(value <= first.value) {
		return first.at, first.value
	}
	return least, value
}

// descend moves the simplex until it gains no more on a value. center is that of the two least vertices.
func (s Simplex) descend(f func(Pair) float64, v *[3]vertex, center Pair, best float64) (Pair, float64) {
	idle := 0
	for {
		if now := v[0].value; now < best && best-now > s.Relative*max(math.Abs(now), math.Abs(best))+s.Absolute {
			best, idle = now, 0
		} else if idle++; idle >= s.Steps {
			return v[0].at, now
		}
		// beyond is the place as far beyond the center as the worst vertex is on this side, times a factor.
		beyond := func(factor float64) (to vertex) {
			for i := range to.at {
				to.at[i] = (center[i]-v[2].at[i])*factor + center[i]
			}
			to.value = f(to.at)
			return to
		}
		reflected := beyond(1)
		to := reflected
		switch {
		case reflected.value >= v[0].value && reflected.value < v[1].value:
		case reflected.value < v[0].value:
			if expanded := beyond(2); expanded.value < reflected.value {
				to = expanded
			}
		case reflected.value < v[2].value:
			if to = beyond(0.5); !(to.value <= reflected.value) {
				center = shrink(f, v)
				continue
			}
		default:
			if to = beyond(-0.5); !(to.value < v[2].value) {
				center = shrink(f, v)
				continue
			}
		}
		v[2] = to
		for i := 1; i >= 0 && !(v[i].value < to.value); i-- {
			v[i], v[i+1] = v[i+1], v[i]
		}
		for i := range center {
			center[i] += -0.5 * v[2].at[i]
			center[i] += 0.5 * to.at[i]
		}
	}
}

// shrink moves all vertices half way to the least one.
func shrink(f func(Pair) float64, v *[3]vertex) (center Pair) {
	for k := 1; k < len(v); k++ {
		for i, to := range v[0].at {
			v[k].at[i] = (v[k].at[i]-to)*0.5 + to
		}
		v[k].value = f(v[k].at)
	}
	sortVertices(v)
	return middle(v)
}

// sortVertices sorts by value. Equal ones keep their order.
func sortVertices(v *[3]vertex) {
	for i := 1; i < len(v); i++ {
		for j := i; j > 0 && v[j].value < v[j-1].value; j-- {
			v[j], v[j-1] = v[j-1], v[j]
		}
	}
}

// middle is half way between the two least vertices.
func middle(v *[3]vertex) (center Pair) {
	for i := range center {
		center[i] = (v[0].at[i] + v[1].at[i]) / 2
	}
	return center
}
