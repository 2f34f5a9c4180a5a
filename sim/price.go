package sim

import "github.com/circsim/circsim/circuits"

// law is a price of congestion: agents of one pool whose growth has one exponent pay the same.
type law struct {
	pool       int
	congestion float64 // q
}

func (l law) growth() circuits.Growth { return circuits.Growth{Congestion: l.congestion} }

// lawOf is the index of the law of a pool's agents.
func (n *network) lawOf(pool int, congestion float64) int {
	for k, l := range n.laws {
		if l == (law{pool, congestion}) {
			return k
		}
	}
	n.laws = append(n.laws, law{pool, congestion})
	return len(n.laws) - 1
}

// price computes pace * free^q by every law, and its derivative with respect to free.
func (n *network) price(f *fields) {
	for k := range n.laws {
		l := &n.laws[k]
		price, slope := l.growth().Price(f.free[l.pool])
		f.price[k], f.priceSlope[k] = f.pace*price, f.pace*slope
	}
}
