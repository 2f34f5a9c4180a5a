package scenarios

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
)

const maxPoints = 1_000_000 // of a range; they are all kept

var (
	spanKeys  = []string{"from", "to", "points"}
	spanCount = &shape{kind: integer, typ: reflect.TypeFor[int64](), min: 2, max: 1e15}
)

// measure counts the values of an axis and says whether they can be expanded.
func (d *decoder) measure(path string, a *axis) bool {
	at := join(path, a.how)
	if a.how == "values" {
		if a.source.kind != sequence || len(a.source.items) == 0 {
			d.fault(a.source.at, at, "%s is %s, expected a list of at least one value", at, a.source.orEmpty())
			return false
		}
		a.length = int64(len(a.source.items))
		return true
	}
	if a.shape.kind != integer && a.shape.kind != number {
		d.fault(a.source.owner(), at, "%s is a range, but %s is not a number, expected values", at, a.path)
		return false
	}
	if a.source.kind != mapping {
		d.fault(a.source.at, at, "%s is %s, expected {from: ..., to: ..., points: ...}", at, a.source)
		return false
	}
	sound := true
	for i, key := range a.source.keys {
		if !slices.Contains(spanKeys, key) {
			d.fault(a.source.items[i].keyAt, at, "unknown key %q in %s%s", shorten(key), at, hint(key, spanKeys))
			sound = false
		}
	}
	for _, key := range spanKeys {
		if a.source.get(key) == nil {
			d.fault(a.source.owner(), at, "%s.%s is missing, expected {from: ..., to: ..., points: ...}", at, key)
			sound = false
		}
	}
	if !sound {
		return false
	}
	faults := len(d.errs)
	d.decode(join(at, "points"), spanCount, a.source.get("points"), reflect.ValueOf(&a.length).Elem())
	return len(d.errs) == faults
}

// expandRange spreads the points of a log or linear range; its ends are exact.
func (d *decoder) expandRange(a *axis) {
	from, okFrom := d.axisValue(a, a.source.get("from"))
	to, okTo := d.axisValue(a, a.source.get("to"))
	if !okFrom || !okTo {
		return
	}
	if a.how == "log" {
		for _, key := range []string{"from", "to"} {
			if n := a.source.get(key); float(from) <= 0 && key == "from" || float(to) <= 0 && key == "to" {
				d.fault(n.at, a.path, "%s runs %s %s, expected a number above 0 for a log range", a.path, key, n)
				return
			}
		}
	}
	if points := a.source.get("points"); a.length > maxPoints {
		d.fault(points.at, a.path, "%s takes %d values, expected at most %d on one axis", a.path, a.length, maxPoints)
		return
	}
	var before any
	for i := range a.length {
		var value any
		switch i {
		case 0:
			value = from
		case a.length - 1:
			value = to
		default:
			value = a.between(float(from), float(to), float64(i)/float64(a.length-1))
		}
		if value == before {
			why := ""
			if a.shape.kind == integer {
				why = " after rounding to integers"
			}
			d.fault(a.source.owner(), a.path, "%s takes the value %v twice%s, expected fewer points or a wider range", a.path, value, why)
			return
		}
		before = value
		a.values = append(a.values, value)
	}
}

// between is an inner point of a range, to 12 digits so that no machine's last bit shows.
func (a *axis) between(from, to, part float64) any {
	x := from + float64((to-from)*part)
	if a.how == "log" {
		x = from * math.Pow(to/from, part)
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if a.shape.kind == integer {
		return int64(math.Round(x))
	}
	return x
}

// orEmpty shows a list as an error message about its length does.
func (n *node) orEmpty() string {
	if n.kind == sequence && len(n.items) == 0 {
		return "an empty list"
	}
	return fmt.Sprint(n)
}

// float is a swept number on the line of reals.
func float(value any) float64 {
	switch x := value.(type) {
	case int64:
		return float64(x)
	case float64:
		return x
	}
	return math.NaN()
}
