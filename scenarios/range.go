package scenarios

import (
	"math"
	"strconv"
)

// at is the value at a part of the range, from 0 to 1: to 12 digits, so that no machine's
// last bit shows, and rounded where the key is an integer. The ends are exact.
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

// draw is the value at a uniform draw from 0 to 1, exclusive. Every whole number of an integer key has
// its share, on a log range that of ln((n+1)/n): rounding, as at does, would halve those of the ends.
func (r *Range) draw(u float64) any {
	from, integer := r.From.(int64)
	if !integer {
		return r.at(u)
	}
	to := r.To.(int64)
	wide := Range{float64(from), float64(to) + 1, r.Spacing}
	return max(from, min(to, int64(math.Floor(wide.at(u).(float64)))))
}

// Value is a number as the range's key takes it: to 12 digits, or an integer.
func (r *Range) Value(x float64) any {
	if _, integer := r.From.(int64); integer {
		return int64(math.Round(x))
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return x
}

// Middle is the value half-way between two values of the range, in ratio on a log range, as the key
// takes it. It says whether it differs from both.
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

// Width is the distance of two values, low below high, as a resolution is stated: relative to the
// higher one on a log range, to the whole range on a linear one.
func (r *Range) Width(low, high float64) float64 {
	if r.Spacing == LogSpacing {
		return (high - low) / high
	}
	return (high - low) / (Number(r.To) - Number(r.From))
}

// Number is a swept value on the line of reals, NaN where it is no number.
func Number(value any) float64 {
	switch x := value.(type) {
	case int64:
		return float64(x)
	case float64:
		return x
	}
	return math.NaN()
}
