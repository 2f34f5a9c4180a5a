package scenarios

import (
	"math"
	"slices"
	"strconv"
)

// At is the value at a position on the axis, from 0 to 1, both included. Listed values have equal shares of the axis.
// It serves designs on levels: if these are a multiple of n, each of n values takes equally many.
func (a *Axis) At(position float64) any {
	if a.Range != nil {
		return a.Range.at(position)
	}
	return a.listed(position)
}

// Draw is the value at a uniform random number from 0 to 1, exclusive. Listed values are equally likely. So are the
// integers of a linear range; those of a log range have weight ln((n+1)/n).
func (a *Axis) Draw(u float64) any {
	if a.Range != nil {
		return a.Range.draw(u)
	}
	return a.listed(u)
}

func (a *Axis) listed(part float64) any {
	n := len(a.Values)
	return a.Values[min(int(part*float64(n)), n-1)]
}

// Position is where a value stands on the axis, from 0 at the first to 1 at the last, listed values at equal distances.
// It is the inverse of At, and NaN for a value that is not listed.
func (a *Axis) Position(value any) float64 {
	if a.Range != nil {
		return a.Range.Part(Number(value))
	}
	i := slices.Index(a.Values, value)
	if i < 0 {
		return math.NaN()
	}
	return float64(i) / float64(max(1, len(a.Values)-1))
}

// at is the value at a part of the range, from 0 to 1. It has 12 digits, so that it is the same on all machines, and is
// rounded if the key is an integer. The ends are exact.
func (r *Range) at(part float64) any {
	if part <= 0 {
		return r.From
	}
	if part >= 1 {
		return r.To
	}
	from, to := Number(r.From), Number(r.To)
	x := from + float64((to-from)*part)
	if r.Spacing == LogSpacing {
		x = from * math.Pow(to/from, part)
	}
	return r.Value(x)
}

// draw is the value at a uniform random number from 0 to 1, exclusive. It rounds down from a range that is longer by 1,
// so that the ends of a range of integers have full weight. Rounding as at does would halve it.
func (r *Range) draw(u float64) any {
	from, integer := r.From.(int64)
	if !integer {
		return r.at(u)
	}
	to := r.To.(int64)
	wide := Range{float64(from), float64(to) + 1, r.Spacing}
	return max(from, min(to, int64(math.Floor(wide.at(u).(float64)))))
}

// Value rounds x to 12 digits, or to an integer if the key is one.
func (r *Range) Value(x float64) any {
	if _, integer := r.From.(int64); integer {
		return int64(math.Round(x))
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return x
}

// Middle is the rounded mean of two values of the range, geometric on a log range. It says whether the mean differs from
// both.
func (r *Range) Middle(low, high float64) (middle float64, ok bool) {
	x := low + (high-low)/2
	if r.Spacing == LogSpacing {
		x = math.Sqrt(low) * math.Sqrt(high)
	}
	middle = Number(r.Value(x))
	return middle, low < middle && middle < high
}

// Part is where a value stands in the range: 0 at From, 1 at To.
func (r *Range) Part(value float64) float64 {
	from, to := Number(r.From), Number(r.To)
	if r.Spacing == LogSpacing {
		return math.Log(value/from) / math.Log(to/from)
	}
	return (value - from) / (to - from)
}

// Width is the distance of two values as [Threshold] states a resolution: relative to the higher value on a log range, to
// the whole range on a linear one.
func (r *Range) Width(low, high float64) float64 {
	if r.Spacing == LogSpacing {
		return (high - low) / high
	}
	return (high - low) / (Number(r.To) - Number(r.From))
}

// Number is a swept value as a float64, NaN if it is not a number.
func Number(value any) float64 {
	switch x := value.(type) {
	case int64:
		return float64(x)
	case float64:
		return x
	}
	return math.NaN()
}
