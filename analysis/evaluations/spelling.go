package evaluations

import (
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Spellings of numbers that people write and programs do not.

var (
	groupedNumber   = text.Pattern(`^[-+]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:_\d{3})+|(?:[ \x{a0}\x{2009}\x{202f}]\d{3})+)(?:\.\d+)?$`)
	groupedByPoints = text.Pattern(`^[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$`)
	timesPower      = text.Pattern(`^([-+]?\d+(?:\.\d+)?)\s*[x×*·]\s*10\s*(?:\^|\*\*)?\s*\{?([-+]?\d{1,3})\}?$`)
	groupMarks      = strings.NewReplacer(",", "", "'", "", "’", "", "_", "", " ", "", "\u00a0", "", "\u2009", "", "\u202f", "")
)

// manner is how a number is spelled.
type manner uint8

const (
	asDigits manner = iota
	withPercent
	withSuffix // K, M, B or T
	withGroups // of thousands
)

// spelled reads a cell that is no plain number: with a percent sign, groups of thousands, a power of ten or, if suffix
// says so, a suffix K, M, B or T.
func spelled(s string, suffix bool) (float64, manner, bool) {
	if s == "" {
		return 0, asDigits, false
	}
	s = strings.ReplaceAll(s, "\u2212", "-")
	if bare, ok := strings.CutSuffix(s, "%"); ok {
		x, is := number(strings.TrimSpace(bare) + "e-2") // exact, as a division would not be
		return x, withPercent, is == present
	}
	if groupedNumber().MatchString(s) {
		x, is := number(groupMarks.Replace(s))
		return x, withGroups, is == present
	}
	if m := timesPower().FindStringSubmatch(s); m != nil {
		x, err := strconv.ParseFloat(m[1]+"e"+m[2], 64)
		return x, asDigits, err == nil
	}
	factor, ok := suffixes[s[len(s)-1]|0x20] // in lower case
	if !ok || !suffix {
		x, is := number(s)
		return x, asDigits, is == present
	}
	x, is := number(groupMarks.Replace(strings.TrimSpace(s[:len(s)-1])))
	return x * factor, withSuffix, is == present
}

// withPoint turns a number with a decimal comma into one with a decimal point.
func withPoint(s string) string {
	bare := strings.TrimRight(s, "% \u00a0")
	switch {
	case groupedByPoints().MatchString(bare):
		return strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case strings.Count(s, ",") == 1 && !strings.Contains(s, "."):
		return strings.Replace(s, ",", ".", 1)
	}
	return s
}
