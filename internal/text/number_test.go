package text

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   string
	}{
		{226048, 3, "226048"}, {12768.5, 3, "12800"}, {49432.5, 4, "49430"}, {999999.5, 4, "1e6"}, {1234567.25, 4, "1.235e6"}, {3e9, 4, "3e9"},
		{1e-3, 4, "0.001"}, {0.00451149, 4, "0.004511"}, {0.000208, 3, "0.000208"}, {6.43e-7, 3, "6.43e-7"}, {-1.5e-12, 3, "-1.5e-12"},
		{0.5, -1, "0.5"}, {1e15, -1, "1e15"}, {123456.789, -1, "123456.789"}, {math.Copysign(0, -1), 3, "0"}, {math.NaN(), 3, "-"},
	} {
		if got := Number(c.x, c.digits); got != c.want {
			t.Errorf("%v with %d digits is %s, not %s", c.x, c.digits, got, c.want)
		}
	}
}

// TestNumberIsRounded holds that what is written is the number rounded to its digits, or whole.
func TestNumberIsRounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, digits := rapid.Float64().Draw(t, "x"), rapid.IntRange(1, 17).Draw(t, "digits")
		got, err := strconv.ParseFloat(Number(x, digits), 64)
		want, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
		if err != nil || got != want && got != x {
			t.Fatalf("%v with %d digits is %s", x, digits, Number(x, digits))
		}
	})
}

func TestFixed(t *testing.T) {
	for x, want := range map[float64]string{0.12345: "0.123", -0.0004: "0.000", -0.0006: "-0.001", 12: "12.000", math.NaN(): "-"} {
		if got := Fixed(x, 3); got != want {
			t.Errorf("%v is %s, not %s", x, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	got := []string{Count(1, "run"), Count(int64(2), "run"), Count(0, "part"), Count(2, "phenomenon")}
	if want := "1 run, 2 runs, 0 parts, 2 phenomena"; strings.Join(got, ", ") != want {
		t.Errorf("%v, not %s", got, want)
	}
}

func TestNull(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if Null(x) != nil {
			t.Errorf("%v is not null", x)
		}
	}
	if line, err := JSON([]*float64{Null(0), Null(math.NaN())}); err != nil || string(line) != "[0,null]\n" {
		t.Errorf("%s, error %v", line, err)
	}
}
