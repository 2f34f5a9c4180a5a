package forecasts

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"pgregory.net/rapid"
)

// curveOf has a score for each of the first scales 1e18, 1e18.5, ...
func curveOf(scales int, chance float64, score func(x float64) Point) *Curve {
	c := &Curve{Chance: chance}
	for i := range scales {
		x := math.Pow(10, 18+float64(i)/2)
		p := score(x)
		p.X, p.Models = x, 1
		if p.Loss == 0 {
			p.Loss = math.NaN()
		}
		c.Points = append(c.Points, p)
	}
	return c
}

// laws are scores that follow one form without noise, and what they are at a scale.
var laws = map[string]func(x float64) Point{
	"logistic":  func(x float64) Point { return Point{Y: 0.25 + 0.75*sigmoid(0.8*math.Log(x/1e21))} },
	"passuntil": func(x float64) Point { return Point{Y: math.Exp(-3 * math.Pow(x/1e20, -0.3))} },
	"loss-mediated": func(x float64) Point {
		loss := 1.7 + 1.5*math.Pow(x/1e18, -0.15)
		return Point{Y: sigmoid(8 * (2.3 - loss)), Loss: loss}
	},
}

// Where the scores follow a form, that form does best in the back-tests, and its forecast is right.
func TestTheRightFormWins(t *testing.T) {
	for name, law := range laws {
		chance := 0.0
		if name == "logistic" {
			chance = 0.25
		}
		c := curveOf(8, chance, law)
		at := 1e23
		f := Of(c, []float64{at})
		if f.Reason != "" {
			t.Errorf("%s: %s", name, f.Reason)
			continue
		}
		if f.Tests[0].Form != name {
			t.Errorf("%s: %s did better, %+v", name, f.Tests[0].Form, f.Tests)
		}
		if want := law(at).Y; math.Abs(f.At[0].Score-want) > 0.02 {
			t.Errorf("%s: forecast %.4f, expected %.4f", name, f.At[0].Score, want)
		}
	}
}

// Other tasks tell what one noisy task does not: the observational form beats the logistic one on it.
func TestOtherTasksHelp(t *testing.T) {
	noise := random.NewStream(1, "noise")
	draw := uint64(0)
	ability := func(x float64) float64 { return math.Log(x / 1e20) }
	c := curveOf(9, 0, func(x float64) Point {
		draw++
		p := Point{Y: sigmoid(0.5*ability(x) + 0.5*noise.Normal(draw))}
		for k := range 6 {
			p.Others = append(p.Others, sigmoid(0.6*ability(x)+0.3*float64(k)))
		}
		return p
	})
	for k := range 20 { // a second family
		a := -3 + 0.4*float64(k)
		p := Peer{Y: sigmoid(0.5 * a)}
		for k := range 6 {
			p.Others = append(p.Others, sigmoid(0.6*a+0.3*float64(k)))
		}
		c.Peers = append(c.Peers, p)
	}
	f := Of(c, []float64{1e24})
	rank := map[string]int{}
	for _, b := range f.Tests {
		rank[b.Form] = b.Rank
	}
	if rank["observational"] == 0 || rank["observational"] > rank["logistic"] {
		t.Errorf("ranks %v", rank)
	}
	want := sigmoid(0.5 * ability(1e24))
	if got := f.At[0].Scores[slices.Index(Forms(), "observational")]; math.Abs(got-want) > 0.03 {
		t.Errorf("observational says %.3f, expected %.3f", got, want)
	}
}

func TestNothingCanBeKnown(t *testing.T) {
	flat := func(noise float64) func(x float64) Point {
		s, i := random.NewStream(3, "flat"), uint64(0)
		return func(float64) Point {
			i++
			return Point{Y: 0.25 + noise*s.Normal(i), Items: 1000}
		}
	}
	for name, c := range map[string]struct {
		curve *Curve
		want  string
	}{
		"few scales":      {curveOf(4, 0.25, laws["logistic"]), "4 scales, and a forecast needs 5"},
		"at chance":       {curveOf(8, 0.25, flat(0.013)), "no score is above chance"},
		"one above":       {curveOf(8, 0.25, func(x float64) Point { return Point{Y: 0.25 + 0.4*math.Floor(x/3e21), Items: 1000} }), "at the largest scale alone"},
		"constant":        {curveOf(8, 0.25, func(float64) Point { return Point{Y: 0.7, Items: 1000} }), "the same at every scale"},
		"chance unknown":  {curveOf(8, math.NaN(), flat(0.013)), "chance is unknown"},
		"not a share":     {curveOf(8, math.NaN(), func(x float64) Point { return Point{Y: math.Log10(x)} }), "not shares"},
		"nothing at all":  {&Curve{Chance: 0.25}, "0 scales"},
		"negative scores": {curveOf(8, math.NaN(), func(x float64) Point { return Point{Y: math.Log10(x) - 20} }), "not shares"},
	} {
		f := Of(c.curve, []float64{1e24})
		if !strings.Contains(f.Reason, c.want) || len(f.At) > 0 {
			t.Errorf("%s: %q, expected %q", name, f.Reason, c.want)
		}
	}
}

// Without a loss the form that needs one gives a reason, and no number.
func TestFormsThatCannotPredict(t *testing.T) {
	f := Of(curveOf(8, 0.25, laws["logistic"]), []float64{1e24})
	for _, b := range f.Tests {
		wants := b.Form == "loss-mediated" || b.Form == "observational"
		if (b.Reason != "") != wants || (b.Rank == 0) != wants {
			t.Errorf("%+v", b)
		}
		if y := f.At[0].Scores[slices.Index(Forms(), b.Form)]; math.IsNaN(y) != wants {
			t.Errorf("%s says %v", b.Form, y)
		}
	}
}

// Whatever the scores, a forecast is a share, its intervals hold it and one another, and all numbers are finite.
func TestForecastsAreShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.Float64Range(0, 1), 5, 20).Draw(t, "scores")
		losses := rapid.SliceOfN(rapid.Float64Range(0.1, 10), 20, 20).Draw(t, "losses")
		chance := rapid.SampledFrom([]float64{math.NaN(), 0, 0.25}).Draw(t, "chance")
		i := -1
		c := curveOf(len(scores), chance, func(float64) Point {
			i++
			return Point{Y: scores[i], Loss: losses[i], Items: float64(rapid.SampledFrom([]int{0, 1, 100}).Draw(t, "items"))}
		})
		f := Of(c, []float64{1e18, 1e24, 1e30})
		for _, p := range f.At {
			low, high := p.Score, p.Score
			for _, w := range p.Within {
				if !(0 <= w.Low && w.Low <= low && high <= w.High && w.High <= 1) {
					t.Fatalf("%+v", p)
				}
				low, high = w.Low, w.High
			}
			for _, y := range p.Scores {
				if y < 0 || y > 1 {
					t.Fatalf("%+v", p)
				}
			}
		}
	})
}

// Of scores with the noise of 500 answers, the 80% interval at ten times the largest scale holds 70 to 95% of the scores that
// are measured there.
func TestCoverageOfKnownLaws(t *testing.T) {
	const trials, items = 200, 500
	held, made := 0, 0
	s, i := random.NewStream(5, "coverage"), uint64(0)
	binomial := func(p float64) float64 {
		right := 0
		for range items {
			if i++; s.Uniform(i) < p {
				right++
			}
		}
		return float64(right) / items
	}
	for range trials {
		i++
		middle := math.Pow(10, 19.5+1.5*s.Uniform(i))
		i++
		slope := 0.3 + 0.5*s.Uniform(i)
		truth := func(x float64) float64 { return 0.25 + 0.75*sigmoid(slope*math.Log(x/middle)) }
		f := Of(curveOf(7, 0.25, func(x float64) Point { return Point{Y: binomial(truth(x)), Items: items} }), []float64{1e22})
		if f.Reason != "" {
			continue
		}
		made++
		y := binomial(truth(1e22))
		if w := f.At[0].Within[1]; w.Low <= y && y <= w.High {
			held++
		}
	}
	share := float64(held) / float64(made)
	t.Logf("%d forecasts, 80%% intervals hold %.3f", made, share)
	if made < trials/2 || share < 0.7 || share > 0.95 {
		t.Errorf("%d forecasts, 80%% intervals hold %.3f", made, share)
	}
}
