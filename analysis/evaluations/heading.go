package evaluations

import (
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// heading is the name of a column, taken apart: "Model Size (B)" is the size "modelsize" in units of 1e9.
type heading struct {
	key    string  // the name in lower case, of letters and digits alone, without the unit
	factor float64 // the unit; 1 if the name has none
}

var (
	bracketed  = text.Pattern(`[(\[{]([^()\[\]{}]*)[)\]}]`)
	trailing   = text.Pattern(`(?i)(?:[ _,]+in[ _]+|[ _]+|,\s*)(thousands?|millions?|billions?|trillions?|percent|pct|%|[kmbt])$`)
	endPercent = text.Pattern(`\S%$`)
	multiple   = text.Pattern(`(?i)(?:^|[ _])(?:in[ _])?([gtpezy]flops?|(?:peta|exa|zetta)flops?|pfs?[-_ ]days?)$`)
	powerOfTen = text.Pattern(`^[x×*]?(?:1?e|10\^|10\*\*|1\.0e)\+?(\d{1,2})$`)
)

// unitWords holds the factors that name a unit, in lower case.
var unitWords = map[string]float64{
	"k": 1e3, "thousand": 1e3, "thousands": 1e3,
	"m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "million": 1e6, "millions": 1e6,
	"b": 1e9, "bn": 1e9, "g": 1e9, "bil": 1e9, "billion": 1e9, "billions": 1e9,
	"t": 1e12, "tn": 1e12, "trillion": 1e12, "trillions": 1e12,
	"%": 0.01, "percent": 0.01, "pct": 0.01, "percentage": 0.01,
	"gflop": 1e9, "gflops": 1e9, "tflop": 1e12, "tflops": 1e12, "pflop": 1e15, "pflops": 1e15, "petaflop": 1e15, "petaflops": 1e15,
	"eflop": 1e18, "eflops": 1e18, "exaflop": 1e18, "exaflops": 1e18, "zflop": 1e21, "zflops": 1e21, "zettaflop": 1e21,
	"zettaflops": 1e21, "yflop": 1e24, "yflops": 1e24,
	"pf-days": 8.64e19, "pf-day": 8.64e19, "pfs-days": 8.64e19, "pfs-day": 8.64e19, "pflop/s-days": 8.64e19, "petaflop/s-days": 8.64e19, "petaflop/s-day": 8.64e19,
}

// thingWords are what a unit may be of; they change nothing.
var thingWords = map[string]bool{
	"in": true, "of": true, "params": true, "parameters": true, "param": true, "tokens": true, "token": true, "flops": true,
	"flop": true, "items": true, "steps": true, "x": true, "×": true, "units": true,
}

// unit returns the factor that the words name; false if they name none, or several.
func unit(words string) (float64, bool) {
	factor, found := 1., false
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if thingWords[word] {
			continue
		}
		x, ok := unitWords[word]
		if !ok {
			m := powerOfTen().FindStringSubmatch(word)
			if m == nil {
				return 1, false
			}
			x, _ = strconv.ParseFloat("1e"+m[1], 64)
		}
		if found {
			return 1, false
		}
		factor, found = x, true
	}
	return factor, found
}

// headingOf takes the name of a column apart.
func headingOf(name string) heading {
	h := heading{factor: 1}
	bare := bracketed().ReplaceAllStringFunc(name, func(group string) string {
		words := group[1 : len(group)-1]
		x, ok := unit(words)
		if ok && h.factor == 1 {
			h.factor = x
			return " "
		}
		if onlyThings(words) {
			return " "
		}
		return group
	})
	bare = strings.TrimSpace(bare)
	if m := trailing().FindStringSubmatchIndex(bare); m != nil && m[0] > 0 && h.factor == 1 {
		h.factor, _ = unit(bare[m[2]:m[3]])
		bare = bare[:m[0]]
	} else if m := multiple().FindStringSubmatchIndex(bare); m != nil && h.factor == 1 {
		h.factor = unitWords[strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(bare[m[2]:m[3]]))]
		if bare = bare[:m[0]]; bare == "" {
			bare = string(roleFLOPs)
		}
	} else if endPercent().MatchString(bare) && h.factor == 1 {
		h.factor, bare = 0.01, bare[:len(bare)-1]
	}
	h.key = keyOf(bare)
	return h
}

func onlyThings(words string) bool {
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !thingWords[word] {
			return false
		}
	}
	return true
}

// keyOf returns the letters and digits of a name, in lower case.
func keyOf(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, name)
}

// factorOf returns the unit that a column's name gives to a role or score. Only sizes may be large multiples, and only
// scores percent.
func factorOf(name string, r role) float64 {
	x := headingOf(name).factor
	switch r {
	case roleParams, roleTokens, roleFLOPs, roleStep, roleItems:
		if x > 1 {
			return x
		}
	case roleScore, roleValue, roleChance:
		if x < 1 {
			return x
		}
	}
	return 1
}
