package transitions

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/circsim/circsim/internal/random"
)

// mostHumps is the number of values from which on dips are taken to fall as its square root.
const mostHumps = 512

// dips keeps the null distributions of sqrt(n) dip.
var dips struct {
	sync.Mutex
	of map[int]*null
}

// oneHump is the null distribution of sqrt(n) dip of n values.
func oneHump(n int) *null {
	n = min(n, mostHumps)
	dips.Lock()
	defer dips.Unlock()
	if d := dips.of[n]; d != nil {
		return d
	}
	if dips.of == nil {
		dips.of = map[int]*null{}
	}
	d := &null{make([]float64, flats)}
	draws := random.NewStream(0, "one hump", strconv.Itoa(n))
	y := make([]float64, n)
	for k := range d.largest {
		for i := range y {
			y[i] = draws.Uniform(uint64(k*n + i))
		}
		slices.Sort(y)
		d.largest[k] = math.Sqrt(float64(n)) * dip(y)
	}
	slices.Sort(d.largest)
	dips.of[n] = d
	return d
}
