package text

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Absent stands for a missing value.
const Absent = "-"

// Number rounds x to significant digits; -1 keeps all. It writes whole numbers below a million in full, other numbers from
// 0.0001 up to a million without an exponent, and the rest as in 1.5e6. NaN is [Absent].
func Number(x float64, digits int) string {
	switch {
	case math.IsNaN(x):
		return Absent
	case x == 0:
		return "0" // -0 too
	case x == math.Trunc(x) && math.Abs(x) < 1e6:
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if a := math.Abs(rounded); a >= 1e-4 && a < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return exponent.Replace(strconv.FormatFloat(rounded, 'e', -1, 64))
}

// exponent drops the plus sign and the leading zero of exponents.
var exponent = strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-")

// Fixed writes x with a fixed number of decimals. NaN is [Absent], and a rounded 0 has no sign.
func Fixed(x float64, decimals int) string {
	if math.IsNaN(x) {
		return Absent
	}
	written := strconv.FormatFloat(x, 'f', decimals, 64)
	if bare, negative := strings.CutPrefix(written, "-"); negative && strings.Trim(bare, "0.") == "" {
		return bare
	}
	return written
}

// Null is x for a JSON object or a nullable column. NaN and infinities, which JSON cannot hold, are null.
func Null(x float64) *float64 {
	if x-x != 0 {
		return nil
	}
	return &x
}

// JSON writes a value as one line.
func JSON(v any) ([]byte, error) {
	line, err := json.Marshal(v)
	return append(line, '\n'), err
}

var irregular = map[string]string{"axis": "axes", "phenomenon": "phenomena", "study": "studies"}

// Count writes a number of things: 1 run, 2 runs.
func Count[N int | int64](n N, noun string) string {
	return fmt.Sprintf("%d %s", n, Plural(n, noun))
}

// Plural is the form of a noun after the number n.
func Plural[N int | int64](n N, noun string) string {
	if n == 1 {
		return noun
	}
	return cmp.Or(irregular[noun], noun+"s")
}
