package forecasts

import (
	"cmp"
	"math"
	"slices"
)

const (
	fewestFitted = 3 // scales that a form is fitted to
	maxOrigins   = 8
)

// BackTest is how a form did where the largest models were hidden from it: fitted to the first scales, it predicted all
// larger ones, and so on with one scale more each time (a rolling origin).
type BackTest struct {
	Form    string
	Rank    int     // from 1, by Error; 0: the form cannot predict
	Error   float64 // root mean square error of the predicted scores, every origin with the same weight
	Worst   float64 // largest absolute error
	Origins int     // how often the form was fitted
	Reach   float64 // the farthest predicted scale as a multiple of the largest fitted one
	Reason  string  // why the form cannot predict; else empty

	drift float64 // root mean square error beyond noise, as an angle, per e-fold beyond the fitted scales
	noise float64 // root mean square residual of the fit to all scales, as an angle
	fit   predictor
}

// origins are the numbers of scales that back-tests fit to, ascending: from half of the scales on, at most eight.
func origins(scales int) []int {
	var all []int
	for n := max(fewestFitted, scales/2); n < scales; n++ {
		all = append(all, n)
	}
	if len(all) <= maxOrigins {
		return all
	}
	some := make([]int, maxOrigins)
	for i := range some {
		some[i] = all[(len(all)-1)*i/(maxOrigins-1)]
	}
	return some
}

// backTests tries every form, and sorts them by rank.
func (c *Curve) backTests() []BackTest {
	list := make([]BackTest, len(forms))
	for i, f := range forms {
		list[i] = c.backTest(f)
	}
	slices.SortStableFunc(list, func(a, b BackTest) int {
		switch {
		case a.Reason == "" && b.Reason == "":
			return cmp.Compare(a.Error, b.Error)
		case a.Reason == "":
			return -1
		case b.Reason == "":
			return 1
		}
		return 0
	})
	for i := range list {
		if list[i].Reason == "" {
			list[i].Rank = i + 1
		}
	}
	return list
}

func (c *Curve) backTest(f form) BackTest {
	b := BackTest{Form: f.name, Error: math.NaN(), Worst: math.NaN()}
	if b.fit, b.Reason = f.fit(c); b.Reason != "" {
		return b
	}
	for _, p := range c.Points {
		d := angle(b.fit(p.X)) - angle(p.Y)
		b.noise += d * d
	}
	b.noise = math.Sqrt(b.noise / float64(max(len(c.Points)-2, 1)))
	squares, excess, span, worst := 0.0, 0.0, 0.0, 0.0
	for _, n := range origins(len(c.Points)) {
		fit, reason := f.fit(c.upTo(n))
		if reason != "" {
			b.Reason = reason + " in a back-test"
			return b
		}
		edge, hidden := c.Points[n-1].X, c.Points[n:]
		for _, p := range hidden {
			d := fit(p.X) - p.Y
			worst = max(worst, math.Abs(d))
			squares += d * d / float64(len(hidden))
			turn, far := angle(fit(p.X))-angle(p.Y), math.Log(p.X/edge)
			excess += (turn*turn - b.noise*b.noise) / float64(len(hidden))
			span += far * far / float64(len(hidden))
		}
		b.Origins++
		b.Reach = max(b.Reach, c.largest()/edge)
	}
	b.Error, b.Worst = math.Sqrt(squares/float64(b.Origins)), worst
	b.drift = math.Sqrt(max(0, excess) / span)
	return b
}

// angle is the arcsine of the root of a share, whose sampling noise does not depend on the share.
func angle(share float64) float64 { return math.Asin(math.Sqrt(min(max(share, 0), 1))) }

// shareOf is the share with an angle; angles beyond both ends are those of the ends.
func shareOf(angle float64) float64 {
	s := math.Sin(min(max(angle, 0), math.Pi/2))
	return s * s
}
