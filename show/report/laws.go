package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/scalinglaws"
)

// law is a scaling law of loss with its residuals.
type law struct {
	Form      string       `json:"form"`
	Fixed     string       `json:"fixed,omitempty"`
	Along     string       `json:"along"` // params, tokens or flops
	Constants []constantOf `json:"constants"`
	Runs      int          `json:"runs"`
	X         numbers      `json:"x"` // of the runs
	Loss      numbers      `json:"loss"`
	Predicted numbers      `json:"predicted"`
	FitX      rounded      `json:"fit_x,omitempty"` // the law itself, where it has one scale
	Fit       rounded      `json:"fit,omitempty"`
	Warnings  []string     `json:"warnings,omitempty"`
}

// constantOf is a constant with its 95% interval.
type constantOf struct {
	Name       string `json:"name"`
	Value      number `json:"value"`
	Low        number `json:"low"`
	High       number `json:"high"`
	Identified bool   `json:"identified"`
}

const (
	mostLaws   = 12
	lawSamples = 80 // of a law's line
)

// lawsOf are the laws of loss that a report has fitted, and that predict it; first those that the data determine.
func lawsOf(r *analysis.Report) []law {
	list := []law{}
	if r == nil {
		return list
	}
	fits := slices.Clone(r.Fits)
	slices.SortStableFunc(fits, func(a, b analysis.Fit) int { return cmp.Compare(undetermined(a), undetermined(b)) })
	for _, f := range fits {
		if f.Law == nil || len(list) == mostLaws {
			continue
		}
		l := law{Form: f.Form, Fixed: f.Fixed, Along: f.Along, Runs: f.Points, Warnings: f.Warnings}
		axis := scalinglaws.Axis(f.Along)
		if axis == "" {
			l.Along = string(scalinglaws.FLOPs)
			axis = scalinglaws.FLOPs
		}
		low, high, predicts := math.Inf(1), math.Inf(-1), false
		for _, run := range f.Runs {
			x, p := scale(run, axis), f.Law.Predict(run).Value
			low, high, predicts = min(low, x), max(high, x), predicts || p == p
			l.X, l.Loss, l.Predicted = append(l.X, x), append(l.Loss, run.Loss), append(l.Predicted, p)
		}
		if !predicts {
			continue
		}
		if f.Along != "" {
			for i := range lawSamples {
				x := low * math.Pow(high/low, float64(i)/(lawSamples-1))
				l.FitX, l.Fit = append(l.FitX, x), append(l.Fit, f.Law.Predict(at(axis, x)).Value)
			}
		}
		for _, c := range f.Constants {
			l.Constants = append(l.Constants, constantOf{c.Name, number(c.Value), number(c.Low), number(c.High), c.Identified})
		}
		list = append(list, l)
	}
	return list
}

// undetermined is the number of constants that the data do not determine.
func undetermined(f analysis.Fit) (n int) {
	for _, c := range f.Constants {
		if !c.Identified {
			n++
		}
	}
	return n
}

// scale is a run's value on an axis.
func scale(r scalinglaws.Run, axis scalinglaws.Axis) float64 {
	switch axis {
	case scalinglaws.Params:
		return r.Params
	case scalinglaws.Tokens:
		return r.Tokens
	}
	if r.FLOPs > 0 {
		return r.FLOPs
	}
	return 6 * r.Params * r.Tokens
}

// at is a run of which nothing but its place on an axis is known.
func at(axis scalinglaws.Axis, x float64) scalinglaws.Run {
	switch axis {
	case scalinglaws.Params:
		return scalinglaws.Run{Params: x}
	case scalinglaws.Tokens:
		return scalinglaws.Run{Tokens: x}
	}
	return scalinglaws.Run{FLOPs: x}
}
