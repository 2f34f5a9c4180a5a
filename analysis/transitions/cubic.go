package transitions

// cubics are the barycentric weights of Lagrange interpolation for every four neighbouring points (for all points, where
// there are fewer): 1 over the product of a point's distances from the others.
func cubics(x []float64) [][4]float64 {
	n := min(len(x), 4)
	list := make([][4]float64, len(x)-n+1)
	for first := range list {
		for i := range n {
			product := 1.0
			for j := range n {
				if j != i {
					product *= x[first+i] - x[first+j]
				}
			}
			list[first][i] = 1 / product
		}
	}
	return list
}

// between interpolates a curve at x between its points k and k+1 by the cubic through four points of heights y. variance
// is that of the height, relative to that of a point.
func (b *member) between(k int, x float64, y []float64) (height, variance float64) {
	first := min(max(k-1, 0), len(b.cubics)-1)
	over := &b.cubics[first]
	if len(b.x) < 4 {
		for i := range b.x {
			weight := over[i]
			for j, at := range b.x {
				if j != i {
					weight *= x - at
				}
			}
			height, variance = height+weight*y[i], variance+weight*weight
		}
		return height, variance
	}
	at, y := b.x[first:first+4], y[first:first+4]
	p, q, r, s := x-at[0], x-at[1], x-at[2], x-at[3]
	pq, rs := p*q, r*s
	t, u, v, w := over[0]*q*rs, over[1]*p*rs, over[2]*pq*s, over[3]*pq*r
	return t*y[0] + u*y[1] + v*y[2] + w*y[3], t*t + u*u + v*v + w*w
}
