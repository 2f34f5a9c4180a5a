package thresholds

import (
	"math"
	"testing"
)

// Of scores that follow a form, all the larger scales are inside of its intervals in 95% of series or more (Bonferroni).
func TestCoverageOfForecasts(t *testing.T) {
	for i, c := range []struct {
		design
		of shape // of ln x over the threshold
	}{
		{design{seeds: 1, scales: 12, span: 3, width: 1, sd: .01, floor: .25, ceiling: 1.25}, flat(0)},
		{design{seeds: 3, scales: 12, span: 3, width: 1, sd: .02, floor: .1, ceiling: 1.1}, func(d, _ float64) float64 { return .05 * d }},
	} {
		t.Run(links[i].name, func(t *testing.T) {
			t.Parallel()
			missed := make([]int, 2**trials)
			repeat(len(missed), func(trial int) {
				s, _ := c.draw(c.of, trial)
				f := Extrapolate(s, math.Exp(c.log(6)))[i]
				if f.Form != links[i].name || f.From != 6 || len(f.At) != 6 {
					t.Errorf("%+v", f)
				}
				if f.Missed {
					missed[trial] = 1
				}
			})
			sum := 0
			for _, one := range missed {
				sum += one
			}
			share := float64(sum) / float64(len(missed))
			t.Logf("%s of %v: missed %.2f%%", links[i].name, c.design, 100*share)
			if share > significance+3*math.Sqrt(significance*(1-significance)/float64(len(missed))) || share < 0.01 {
				t.Errorf("missed %.2f%%", 100*share)
			}
		})
	}
}

// Points on a form are predicted on it.
func TestForecastsFollowTheirForms(t *testing.T) {
	for i, of := range []func(l float64) float64{
		func(float64) float64 { return .3 },
		func(l float64) float64 { return .1 + .05*l },
		func(l float64) float64 { return .1 * math.Exp(.2*l) },
		func(l float64) float64 { return 1 / (1 + math.Exp(3-.7*l)) },
	} {
		var y []float64
		for k := range 8 {
			y = append(y, of(math.Ln10*float64(k)))
		}
		f := Extrapolate(series(0, y), 1e5)[i]
		if f.Missed || f.From != 5 || len(f.At) != 3 || f.At[0] != 1e5 {
			t.Errorf("%+v", f)
		}
		for k := range f.At {
			if math.Abs(f.Predicted[k]/y[5+k]-1) > 1e-9 {
				t.Errorf("%s: %g instead of %g", f.Form, f.Predicted[k], y[5+k])
			}
		}
	}
}

// The interval of a straight line is that of the textbook: y = 1, 2, 2, 3 at l = 0, 1, 2, 3 leaves 0.2 with 2 degrees of freedom.
func TestForecastInterval(t *testing.T) {
	s := series(0, []float64{1, 2, 2, 3, 9})
	for i := range s.Observations {
		s.Observations[i].X = math.Exp(float64(i))
	}
	f := Extrapolate(s, math.Exp(3.5))[1]
	const predicted = 3.5 // 1.1 + 0.6*4
	half := 4.302653 * math.Sqrt(.1*(1+.25+2.5*2.5/5))
	if math.Abs(f.Predicted[0]-predicted) > 1e-9 || math.Abs(f.High[0]-predicted-half) > 1e-5 || math.Abs(predicted-half-f.Low[0]) > 1e-5 || !f.Missed {
		t.Errorf("%+v, want %g +- %g", f, predicted, half)
	}
}

func TestForecastsSayWhyNot(t *testing.T) {
	y := []float64{0, 0, 0, 0, .5}
	for _, c := range []struct {
		below float64
		want  [4]string
	}{
		{1e9, [4]string{"no larger scales", "no larger scales", "no larger scales", "no larger scales"}},
		{1e3, [4]string{"", "too few smaller scales", "too few smaller scales", "too few smaller scales"}},
		{1e4, [4]string{"", "", "a score is not above 0", "a score is not between 0 and 1"}},
	} {
		for i, f := range Extrapolate(series(0, y), c.below) {
			if f.Reason != c.want[i] || (f.Reason == "") != (len(f.At) > 0) {
				t.Errorf("below %g: %+v", c.below, f)
			}
		}
	}
	// With test sets, none right is a share; one more of a hundred is no miss.
	s := series(0, []float64{0, 0, 0, 0, .01})
	for i := range s.Observations {
		s.Observations[i].Items = 100
	}
	for _, f := range Extrapolate(s, 1e4) {
		if f.Reason != "" || f.Missed {
			t.Errorf("%+v", f)
		}
	}
}
