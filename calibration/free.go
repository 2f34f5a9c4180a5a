package calibration

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// Free is a constant that is fitted. Its prior is normal, in the logarithm of the value if Log is set: the middle 95% lie
// from Low to High. Values are held within the bounds of the scenario's schema.
type Free struct {
	Path      string // of the key; tasks.*.KEY is one value for all tasks that have the key
	Low, High float64
	Log       bool

	paths    []string // that get the value
	value    float64  // of the scenario
	min, max float64  // of the schema
}

// central is the distance of the ends of the middle 95% of a normal distribution from its mean, in standard deviations.
const central = 1.959963984540054

// priorFactor is how far the prior of a logarithmic constant reaches from the scenario's value, as a factor.
const priorFactor = 30

// narrowRange is the greatest bound of the schema at which a constant is an exponent or a share, with a linear prior.
const narrowRange = 10

// NewFree gives the constants to fit: those of keys, each PATH or PATH=LOW:HIGH, or else all that the scenario's file
// gives a value above 0 to, that belong to circuits or the model, and that the data do not vary. The error is a refusal.
func NewFree(s *scenarios.Scenario, d *Data, keys []string) ([]Free, error) {
	if len(keys) == 0 {
		keys = constantsOf(s, d)
	}
	if len(keys) == 0 {
		return nil, text.Refuse("%s: no constant to fit, expected --free PATH with a key such as model.noise", s.Source)
	}
	var list []Free
	taken := map[string]bool{}
	for _, key := range keys {
		f, err := newFree(s, d, key)
		if err != nil {
			return nil, text.Refuse("--free %s: %v", text.Line(key), err)
		}
		for _, path := range f.paths {
			if taken[path] {
				return nil, text.Refuse("--free %s: %s is named twice, expected it once", text.Line(key), path)
			}
			taken[path] = true
		}
		list = append(list, f)
	}
	if len(list) > maxFree {
		return nil, text.Refuse("%s: %d constants to fit, expected at most %d; --free names those that matter", s.Source, len(list), maxFree)
	}
	return list, nil
}

// maxFree is the number of dimensions of a Sobol sequence.
const maxFree = 128

// constantsOf are the paths of the constants that are fitted unless the user names others. Keys of several tasks that
// have the same value are one constant.
func constantsOf(s *scenarios.Scenario, d *Data) (list []string) {
	var varied []string
	for _, path := range d.Paths {
		varied = append(varied, expand(s, path)...)
	}
	for _, k := range s.Settings() {
		value, number := k.Of(s).(float64)
		if !number || value == 0 || !s.Written(k.Path) || slices.Contains(varied, k.Path) || !ofRules(k.Path) {
			continue
		}
		path := k.Path
		if tied := everywhere(path); tied != "" && sameValue(s, tied, value) {
			path = tied
		}
		if !slices.Contains(list, path) {
			list = append(list, path)
		}
	}
	return list
}

// ofRules reports whether a key is a constant of the model or of circuits.
func ofRules(path string) bool {
	return strings.HasPrefix(path, "model.") || path == "training.normalization" ||
		strings.HasPrefix(path, "tasks.") && (strings.Contains(path, ".memorization.") || strings.Contains(path, ".generalization."))
}

// everywhere is a task's path with * for the task; empty for other paths.
func everywhere(path string) string {
	rest, ok := strings.CutPrefix(path, "tasks.")
	if !ok {
		return ""
	}
	_, key, _ := strings.Cut(rest, ".")
	return "tasks.*." + key
}

// sameValue reports whether several keys have the same written value.
func sameValue(s *scenarios.Scenario, path string, value float64) bool {
	paths := expand(s, path)
	for _, p := range paths {
		if x, _, _, _ := s.Number(p); x != value || !s.Written(p) {
			return false
		}
	}
	return len(paths) > 1
}

func newFree(s *scenarios.Scenario, d *Data, key string) (Free, error) {
	path, prior, ranged := strings.Cut(key, "=")
	f := Free{Path: path, paths: expand(s, path)}
	if len(f.paths) == 0 {
		return f, fmt.Errorf("no task has this key%s", hint(s, path))
	}
	for i, p := range f.paths {
		value, low, high, number := s.Number(p)
		_, setting := s.Setting(p)
		switch {
		case !number && !setting && !slices.Contains(s.Paths(), p):
			return f, fmt.Errorf("unknown path%s", hint(s, path))
		case !number:
			return f, errors.New("not a real number, expected a constant such as model.noise")
		}
		for _, varied := range d.Paths {
			if slices.Contains(expand(s, varied), p) {
				return f, errors.New("a column of the table gives this key")
			}
		}
		if i == 0 {
			f.value, f.min, f.max = value, low, high
		}
	}
	f.Log = f.min >= 0 && f.max > narrowRange
	if ranged {
		return f, f.setPrior(prior)
	}
	if f.value == 0 {
		return f, fmt.Errorf("the scenario's value is 0, which tells no prior, expected %s=LOW:HIGH", path)
	}
	if f.Log {
		f.Low, f.High = f.value/priorFactor, f.value*priorFactor
	} else {
		width := max(math.Abs(f.value), 0.5)
		f.Low, f.High = f.value-width, f.value+width
	}
	f.Low, f.High = max(f.Low, f.min), min(f.High, f.max)
	return f, nil
}

// hint suggests paths that end with what was typed, or else a similar one.
func hint(s *scenarios.Scenario, path string) string {
	var ending []string
	for _, known := range s.Paths() {
		if strings.HasSuffix(known, "."+path) {
			ending = append(ending, known)
		}
	}
	switch {
	case len(ending) > 3:
		ending = ending[:3]
	case len(ending) == 0:
		return text.Hint(path, s.Paths())
	}
	return ", did you mean " + text.OneOf(ending) + "?"
}

// setPrior reads LOW:HIGH.
func (f *Free) setPrior(prior string) error {
	a, b, _ := strings.Cut(prior, ":")
	low, errLow := strconv.ParseFloat(a, 64)
	high, errHigh := strconv.ParseFloat(b, 64)
	if errLow != nil || errHigh != nil || !(low < high) || low < f.min || high > f.max {
		bounds := ""
		if !math.IsInf(f.min, 0) {
			bounds = ", LOW of at least " + text.Number(f.min, -1)
		}
		if !math.IsInf(f.max, 0) {
			bounds += ", HIGH of at most " + text.Number(f.max, -1)
		}
		return fmt.Errorf("%s is no prior, expected PATH=LOW:HIGH with LOW below HIGH%s", text.Quote(prior), bounds)
	}
	f.Low, f.High = low, high
	f.Log = f.Log && low > 0
	return nil
}

// centre and spread are the mean and standard deviation of the prior, on its scale.
func (f *Free) centre() float64 { return (f.scale(f.Low) + f.scale(f.High)) / 2 }
func (f *Free) spread() float64 { return (f.scale(f.High) - f.scale(f.Low)) / (2 * central) }

func (f *Free) scale(x float64) float64 {
	if f.Log {
		return math.Log(x)
	}
	return x
}

// At is the value at a coordinate, in standard deviations of the prior from its mean.
func (f *Free) At(u float64) float64 {
	x := f.centre() + u*f.spread()
	if f.Log {
		x = math.Exp(x)
	}
	return min(max(x, f.least()), f.max)
}

// least is the smallest value to try. A schema's bound of 0 may be exclusive.
func (f *Free) least() float64 {
	switch {
	case f.min == 0 && f.Log:
		return f.Low * 1e-6
	case f.min == 0:
		return f.High * 1e-6
	}
	return f.min
}

// Coordinate is the inverse of At.
func (f *Free) Coordinate(value float64) float64 { return (f.scale(value) - f.centre()) / f.spread() }

// Assignments give the constants the values of one candidate.
func assignments(free []Free, u []float64) []scenarios.Assignment {
	var list []scenarios.Assignment
	for i := range free {
		value := free[i].At(u[i])
		for _, path := range free[i].paths {
			list = append(list, scenarios.Assignment{Path: path, Value: value})
		}
	}
	return list
}
