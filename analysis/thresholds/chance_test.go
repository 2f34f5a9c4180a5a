package thresholds

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/stat/combin"
)

// flat is a score that is at chance at every scale.
func flat(of float64) shape { return func(float64, float64) float64 { return of } }

// The score at every scale is that of chance, so every onset is an error; there may be one in at most 5% of series. Four
// times the trials of the coverage tests leave a sampling error of 0.35%: beyond 5% plus 3 of those is a failure.
func TestCoverageOfChance(t *testing.T) {
	for _, c := range []struct {
		test string
		design
	}{
		{"binomial", design{seeds: 1, scales: 12, span: 3, items: 100, floor: .25}},
		{"binomial", design{seeds: 5, scales: 20, span: 3, items: 1000, floor: .25}},
		{"binomial", design{seeds: 1, scales: 8, span: 3, items: 1000, floor: .01}},
		{"binomial", design{seeds: 1, scales: 8, span: 3, items: 100}},
		{"replicates", design{seeds: 3, scales: 12, span: 3, sd: .05, floor: .25}},
		{"replicates", design{seeds: 5, scales: 8, span: 3, sd: .05}},
		{"replicates", design{seeds: 20, loose: true, scales: 20, span: 3, sd: .05}},
		{"pooled", design{seeds: 2, scales: 8, span: 3, sd: .05}},
		{"pooled", design{seeds: 1, scales: 5, span: 3, sd: .05}},
		{"pooled", design{seeds: 1, scales: 8, span: 3, sd: .05, floor: .25}},
		{"pooled", design{seeds: 1, scales: 12, span: 3, sd: .05}},
		{"pooled", design{seeds: 1, scales: 20, span: 3, sd: .05}},
		{"pooled", design{seeds: 1, scales: 64, span: 3, sd: .05}},
		{"published error", design{seeds: 1, scales: 12, span: 3, sd: .05, published: true}},
	} {
		t.Run(c.test+" "+c.String(), func(t *testing.T) {
			t.Parallel()
			d := c.design
			d.ceiling = d.floor
			n := 4 * *trials
			onsets := make([]int, n)
			repeat(n, func(trial int) {
				s, _ := d.draw(flat(0), trial)
				o := FindOnset(s, stat.Bootstrap{})
				if o.Test != c.test {
					t.Errorf("test %q", o.Test)
				}
				if !math.IsNaN(o.FirstAbove) {
					onsets[trial] = 1
				}
			})
			sum := 0
			for _, one := range onsets {
				sum += one
			}
			share := float64(sum) / float64(n)
			t.Logf("%-15s %-60v called emergent: %.2f%%", c.test, d, 100*share)
			if share > significance+3*math.Sqrt(significance*(1-significance)/float64(n)) {
				t.Errorf("%.2f%% of %d", 100*share, n)
			}
		})
	}
}

// The exact test against sums of binomial probabilities.
func TestBinomialTest(t *testing.T) {
	for _, c := range []struct{ right, items, chance float64 }{{3, 10, .25}, {6, 10, .25}, {0, 5, .5}, {5, 5, .5}, {1, 20, 0}, {0, 20, 0}, {40, 100, .3}} {
		v := guessing([]replicate{{right: c.right, items: c.items}}, c.chance)
		upper := func(k float64) float64 {
			sum := 0.0
			for i := int(k); i <= int(c.items); i++ {
				sum += float64(combin.Binomial(int(c.items), i)) * math.Pow(c.chance, float64(i)) * math.Pow(1-c.chance, c.items-float64(i))
			}
			return sum
		}
		if c.items == 100 {
			upper = func(float64) float64 { return 0.02098858 } // of 40 of 100 at 0.3, from tables
			if v.critical != 0.39 {
				t.Errorf("critical %g of 100 at 0.3", v.critical)
			}
		} else if k := v.critical * c.items; upper(k) > significance || k > 0 && upper(k-1) <= significance {
			t.Errorf("%v: critical %g", c, v.critical)
		}
		if want := upper(c.right); math.Abs(v.p-want) > 1e-7 {
			t.Errorf("%v: p %g, want %g", c, v.p, want)
		}
	}
}

// at makes a series with one score per scale and seed.
func series(chance float64, scores ...[]float64) stat.Series {
	s := stat.Series{Chance: chance}
	for seed, y := range scores {
		for k, v := range y {
			s.Observations = append(s.Observations, stat.Observation{X: math.Pow(10, float64(k)), Y: v, Seed: int64(seed), Error: math.NaN()})
		}
	}
	return s
}

func TestOnsetOfExpectations(t *testing.T) {
	for name, c := range map[string]struct {
		y             []float64
		last, first   float64
		items         float64
		reason, curve string
	}{
		"exactly at chance":         {[]float64{.25, .25, .25, .25, .25}, 1e4, math.NaN(), math.NaN(), "at chance at the largest scale", ""},
		"rounding is no excess":     {[]float64{.25, .25, .25, .25, .25 + 1e-14}, 1e4, math.NaN(), math.NaN(), "at chance at the largest scale", ""},
		"a jump":                    {[]float64{.25, .25, .25, .9, .9}, 1e2, 1e3, 5, "rises between two scales", "scales"},
		"no noise, a small effect":  {[]float64{.25, .25, .25, .25, .25 + 1e-4}, 1e4, math.NaN(), math.NaN(), "at chance at the largest scale", ""},
		"no noise, an effect of 1%": {[]float64{.25, .25, .25, .25, .26}, 1e3, 1e4, 11717, "rises between two scales", "scales"},
		"everywhere above":          {[]float64{.3, .4, .5, .6, .7}, math.NaN(), 1, 502, "above chance at every scale", ""},
		"fails at the largest":      {[]float64{.25, .25, .9, .9, .25}, 1e1, 1e2, 5, "fewer than five scales; the largest scale is left out: it is not above chance", "scales"},
		"falls back":                {[]float64{.25, .25, .9, .9, .25, .25}, 1e5, math.NaN(), math.NaN(), "above chance at smaller scales, not at the 2 largest", ""},
	} {
		o := FindOnset(series(.25, c.y, c.y, c.y), draws(0))
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a/b-1) < 1e-2 }
		if !same(o.LastAtChance, c.last) || !same(o.FirstAbove, c.first) || !same(o.Items, c.items) || o.Scale.Reason != c.reason || o.Curve != c.curve || o.Test != "replicates" {
			t.Errorf("%s: %+v", name, o)
		}
		if c.curve != "" && (o.Scale.Low != c.last || o.Scale.High != c.first) {
			t.Errorf("%s: %v is not the step %g to %g", name, o.Scale, c.last, c.first)
		}
	}
}

// Of a test set of Items, the test tells the score from chance four times in five.
func TestItemsToReject(t *testing.T) {
	for _, c := range []struct{ share, chance float64 }{{.3, .25}, {.02, 0}, {.6, .5}, {.12, .1}} {
		n := itemsToReject(c.share, c.chance)
		v := guessing([]replicate{{items: n}}, c.chance)
		power := atLeast(math.Round(v.critical*n), n, c.share)
		if power < 0.8 && n <= 1000 || math.Abs(power-0.82) > 0.04 {
			t.Errorf("%v: %g items have power %g", c, n, power)
		}
	}
}

func TestOnsetWithoutATest(t *testing.T) {
	rising := series(0, []float64{.1, .2, .3, .4, .5, .6})
	for name, c := range map[string]struct {
		s      stat.Series
		reason string
	}{
		"no observations": {stat.Series{}, "no scores"},
		"unusable":        {stat.Series{Observations: []stat.Observation{{X: 0, Y: 1}, {X: 1, Y: math.NaN()}, {X: math.Inf(1), Y: 1}}}, "no scores"},
		"chance unknown":  {stat.Series{Chance: math.NaN(), Observations: rising.Observations}, "chance unknown"},
		"only ever rises": {rising, "noise unknown"},
	} {
		o := FindOnset(c.s, draws(0))
		if o.Scale.Reason != c.reason || !math.IsNaN(o.Scale.Value) || slices.Contains(o.Above, true) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// A score that is better the lower it is has the same onset as the share of the rest.
func TestOnsetOfErrors(t *testing.T) {
	d := design{seeds: 5, scales: 12, span: 3, width: .5, items: 100, floor: .25, ceiling: .9}
	for trial := range 20 {
		s, _ := d.draw(hillShape, trial)
		errors := mirrored(s)
		errors.Lower = true
		a, b := FindOnset(s, draws(trial)), FindOnset(errors, draws(trial))
		if a.Test != b.Test || !slices.Equal(a.P, b.P) || math.Abs(a.Critical+b.Critical-1) > 1e-12 || math.Abs(math.Log(a.Scale.Value/b.Scale.Value)) > 1e-6 {
			t.Errorf("%+v\n%+v", a, b)
		}
	}
}

// More scales than fits take are gathered without losing an answer.
func TestOnsetOfManyScales(t *testing.T) {
	s := stat.Series{Chance: .25}
	stream := random.NewStream(1, "many")
	for i := range 5000 {
		x := math.Pow(10, float64(i)/1000)
		p := .25 + .65*hillShape(math.Log(x/1e3), .4)
		y := 0.0
		if stream.Uniform(uint64(i)) < p {
			y = 1
		}
		s.Observations = append(s.Observations, stat.Observation{X: x, Y: y, Items: 1, Seed: stat.NoSeed})
	}
	o := FindOnset(s, draws(0))
	if len(o.X) > stat.MaxScales || len(o.X) < stat.MaxScales/2 || o.Test != "binomial" || o.Scale.Low > 700 || o.Scale.High < 500 || o.Scale.High/o.Scale.Low > 2.5 {
		t.Errorf("%+v", o)
	}
	if r := FitSigmoid(s, draws(0)); r.Middle.Low > 1e3 || r.Middle.High < 1e3 || r.Width.Low > .4 || r.Width.High < .4 {
		t.Errorf("%+v", r)
	}
}
