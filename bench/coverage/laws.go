package main

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// lossOf is a law of loss.
type lossOf struct {
	name string
	at   func(params, tokens float64) float64
}

// losses are laws with the constants of Hoffmann et al. and of Kaplan et al., and one with a break.
var losses = []lossOf{
	{"hoffmann", func(n, d float64) float64 { return 1.69 + 406.4*math.Pow(n, -0.34) + 410.7*math.Pow(d, -0.28) }},
	{"kaplan-nd", func(n, d float64) float64 { return math.Pow(math.Pow(8.8e13/n, 0.076/0.095)+5.4e13/d, 0.095) }},
	{"a break in size", func(n, d float64) float64 {
		return 1.69 + 406.4*math.Pow(n, -0.34)*math.Pow(1+n/1e8, 0.12) + 410.7*math.Pow(d, -0.28)
	}},
}

// lossNoises are how losses differ from their law, in logarithms.
var lossNoises = []struct {
	name  string
	heavy bool
	apart bool // all runs of a size have the same deviation
}{
	{name: "normal"},
	{name: "heavy-tailed", heavy: true},
	{name: "unlike models", apart: true},
}

const (
	lossSD = 0.003
	beyond = 10 // how far beyond the largest run losses are predicted, in params and in tokens
)

// lawsOfOthers fit laws to losses of every law. The truth of a constant is that of the law fitted to losses without noise.
func lawsOfOthers() (list []experiment) {
	for _, loss := range losses {
		for _, n := range lossNoises {
			list = append(list, experiment{"losses by " + loss.name, n.name, func(trial int) []named {
				runs, exact := make([]scalinglaws.Run, 0, 48), make([]scalinglaws.Run, 0, 48)
				draws := newDeviates(trial, n.heavy, "losses", loss.name, n.name)
				for i := range 8 {
					params := math.Pow(10, 7+2.5*float64(i)/7)
					own := draws.draw()
					for j := range 6 {
						tokens := math.Pow(10, 9+2*float64(j)/5)
						deviation := own
						if !n.apart {
							deviation = draws.draw()
						}
						r := scalinglaws.Run{Params: params, Tokens: tokens, FLOPs: 6 * params * tokens, Loss: loss.at(params, tokens)}
						exact = append(exact, r)
						r.Loss *= math.Exp(lossSD * deviation)
						runs = append(runs, r)
					}
				}
				largest := runs[len(runs)-1]
				next := scalinglaws.Run{Params: beyond * largest.Params, Tokens: beyond * largest.Tokens}
				var answers []named
				for _, fit := range []func([]scalinglaws.Run, stat.Bootstrap) (scalinglaws.Fit, error){scalinglaws.Hoffmann, scalinglaws.KaplanBoth} {
					found, err := fit(runs, drawing(trial))
					whole, failed := fit(exact, stat.Bootstrap{})
					if err != nil || failed != nil {
						continue
					}
					for k, c := range found.Constants {
						if exponents[c.Name] {
							e := c.Estimate
							if !c.Identified {
								e = stat.Undefined("not identified")
							}
							answers = append(answers, named{fmt.Sprintf("`%s`, %s", found.Form, c.Name), answer{whole.Constants[k].Value, e}})
						}
					}
					answers = append(answers, named{fmt.Sprintf("`%s`, loss at %d times the params and tokens", found.Form, beyond),
						answer{loss.at(next.Params, next.Tokens), found.Predict(next).Estimate}})
				}
				return answers
			}})
		}
	}
	return list
}

// exponents are the constants that are counted.
var exponents = map[string]bool{"alpha": true, "beta": true, "aN": true, "aD": true}
