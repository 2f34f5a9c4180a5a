package scenarios

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestIntegersAreExact(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "-0": 0, "+5": 5, "1e9": 1e9, "2.5e3": 2500, "1.50e1": 15, "100e-2": 1, "5.": 5, "0.0": 0, "0e99": 0,
		"9007199254740992": 1 << 53, "-3": -3, "-1.2E1": -12, "120000e-4": 12,
	} {
		if got, err := (&node{text: text}).integer(); got != want || err != nil {
			t.Errorf("%s is read as %d, %v", text, got, err)
		}
	}
	for text, want := range map[string]*numberFault{
		"1.5": errFraction, "1e-1": errFraction, "1.00000000000000000000001": errFraction, "123e-400": errFraction,
		"1e300": errLarge, "9007199254740993": errLarge, "99999999999999999999": errLarge, "-9007199254740994": errLarge,
		"1e999": errEndless, ".inf": errEndless, "-.INF": errEndless, ".NaN": errEndless, "inf": errEndless, "Infinity": errEndless,
		"010": errSpelling, "-01": errSpelling, "0x1F": errSpelling, "0o17": errSpelling, "0b11": errSpelling, "1_000": errSpelling, "01.5": errSpelling,
		"": errNotNumber, "1,000": errNotNumber, "1e": errNotNumber, "--1": errNotNumber, "1:30": errNotNumber, "10k": errNotNumber,
	} {
		if got, err := (&node{text: text}).integer(); err != want {
			t.Errorf("%q is read as %d, %v", text, got, err)
		}
	}
}

func TestNumbersAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "x")
		got, err := (&node{text: strconv.FormatFloat(x, 'g', -1, 64)}).number()
		if err != nil || got != x {
			t.Fatalf("%v is read as %v, %v", x, got, err)
		}
		n := rapid.Int64Range(-maxInteger, maxInteger).Draw(t, "n")
		if got, err := (&node{text: strconv.FormatFloat(float64(n), 'e', -1, 64)}).integer(); err != nil || got != n {
			t.Fatalf("%d is read as %d, %v", n, got, err)
		}
	})
}
