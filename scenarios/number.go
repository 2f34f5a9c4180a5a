package scenarios

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxInteger is the largest integer that is also exact as a float64.
const maxInteger = 1 << 53

var (
	plainNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	otherNumber = text.Pattern(`^[-+]?(0[0-9_]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$`)
	leadingZero = regexp.MustCompile(`^[-+]*0[0-9]`)
	endless     = regexp.MustCompile(`^(?i)[-+]?(\.?inf|\.?nan|infinity)$`)
)

// numberFault says why a scalar is not a number or an integer.
type numberFault struct {
	is      string // what the scalar is
	without string // what it must leave out to be a number
}

var (
	errQuoted    = &numberFault{"quoted text", " without quotes"}
	errSpelling  = &numberFault{"not a plain decimal number", " without leading zeros, underscores or prefixes"}
	errEndless   = &numberFault{"not finite", ""}
	errNotNumber = &numberFault{"not a number", ""}
	errFraction  = &numberFault{"not an integer", ""}
	errLarge     = &numberFault{"beyond 2^53 = 9007199254740992", ""}
)

// number reads a scalar as YAML 1.2 core does, without its octal and hexadecimal forms.
func (n *node) number() (float64, *numberFault) {
	switch {
	case n.quoted && plainNumber.MatchString(n.text):
		return 0, errQuoted
	case n.quoted:
		return 0, errNotNumber
	case endless.MatchString(n.text):
		return 0, errEndless
	case !plainNumber.MatchString(n.text) && otherNumber().MatchString(n.text), leadingZero.MatchString(n.text):
		return 0, errSpelling
	case !plainNumber.MatchString(n.text):
		return 0, errNotNumber
	}
	x, err := strconv.ParseFloat(n.text, 64)
	if err != nil || math.IsInf(x, 0) {
		return 0, errEndless
	}
	return x + 0, nil // without the sign of -0
}

// integer reads a scalar as an exact integer; 1e9 and 2.5e3 are integers too.
func (n *node) integer() (int64, *numberFault) {
	x, err := n.number()
	if err != nil {
		return 0, err
	}
	if !integral(n.text) {
		return 0, errFraction
	}
	if math.Abs(x) > maxInteger {
		return 0, errLarge
	}
	if i, err := strconv.ParseInt(n.text, 10, 64); err == nil {
		if i > maxInteger || i < -maxInteger {
			return 0, errLarge
		}
		return i, nil
	}
	return int64(x), nil
}

// integral says whether a plain number is whole, exponent included.
func integral(text string) bool {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimRight(whole+fraction, "0")
	if strings.Trim(digits, "+-0") == "" {
		return true
	}
	shift := 0
	if exponent != "" {
		var err error
		if shift, err = strconv.Atoi(exponent); err != nil {
			return !strings.HasPrefix(exponent, "-") // far beyond any float64
		}
	}
	return len(digits)-len(whole) <= shift
}
