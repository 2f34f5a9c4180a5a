package evaluations

import "math"

// pair is the chance level and the number of test items of a line's score; NaN and 0 where unknown.
type pair struct{ chance, items float64 }

// pairs numbers the different pairs of a file. Number 0 is the pair of which both are unknown.
type pairs struct {
	chance, items int // positions in wanted; -1 without such a column
	factor        float64
	list          []pair
	numbers       map[pair]int32
}

func newPairs(l *layout) *pairs {
	p := &pairs{-1, -1, l.factor(string(roleItems)), []pair{{math.NaN(), 0}}, map[pair]int32{}}
	if i, ok := l.role[roleChance]; ok {
		p.chance = i
	}
	if i, ok := l.role[roleItems]; ok {
		p.items = i
	}
	return p
}

// none reports whether the file has neither column.
func (p *pairs) none() bool { return p.chance < 0 && p.items < 0 }

// of returns the number of the pair in row i of a chunk.
func (p *pairs) of(c *chunk, i int, n *notes) int32 {
	if p.none() {
		return 0
	}
	found := p.list[0]
	if p.chance >= 0 {
		found.chance = c.numbers[p.chance][i]
	}
	if p.items >= 0 {
		found.items = c.numbers[p.items][i] * p.factor
		if found.items < 1 {
			n.count("bad items", int(c.lines[i]), func() string {
				return "items below 1, expected the size of the test set: taken as unknown"
			})
		}
		if !(found.items >= 1) {
			found.items = 0
		}
	}
	key := found
	if math.IsNaN(key.chance) {
		key.chance = math.Inf(1) // NaN is not a key of a map; no cell is infinite
	}
	number, ok := p.numbers[key]
	if !ok {
		number = int32(len(p.list))
		p.numbers[key] = number
		p.list = append(p.list, found)
	}
	return number
}
