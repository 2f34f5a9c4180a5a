package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/forecasts"
	"github.com/circsim/circsim/internal/text"
)

// Text is the forecasts for people: a row for every curve and scale, what each form says, and why the other curves have no
// forecast.
func (f *Forecasts) Text(s text.Screen) string {
	p := text.NewPage(s)
	told := slices.DeleteFunc(slices.Clone(f.Curves), func(c CurveForecast) bool { return c.Reason != "" })
	if len(told) > 0 {
		first := told[0]
		p.Line("%s along %s, %s: forecast scores", first.Study, first.Along, first.Unit)
		writeForecasts(p, told)
		p.Paragraph("what each form says, ± its root mean square error where the largest models were hidden from it")
		writeForms(p, told)
		writeCautions(p, told)
	}
	f.writeRefused(p)
	return p.String()
}

func writeForecasts(p *text.Page, told []CurveForecast) {
	t := text.NewTable("curve", "largest", "score", "at", "forecast", "50%", "80%", "95%", "by")
	for i := range told {
		c := &told[i]
		for _, x := range c.At {
			cells := []string{c.name(), number(c.Largest), asScore(c.LastSeen), number(x.X), asScore(x.Score)}
			for _, w := range x.Within {
				cells = append(cells, fmt.Sprintf("[%s, %s]", asScore(w.Low), asScore(w.High)))
			}
			t.Row(append(cells, c.Tests[0].Form)...)
		}
	}
	writeTable(p, t)
}

func writeForms(p *text.Page, told []CurveForecast) {
	t := text.NewTable(slices.Concat([]string{"curve", "at"}, forecasts.Forms())...)
	for i := range told {
		c := &told[i]
		for _, x := range c.At {
			cells := []string{c.name(), number(x.X)}
			for k, name := range x.ByForms {
				cells = append(cells, c.said(name, x.Scores[k]))
			}
			t.Row(cells...)
		}
	}
	writeTable(p, t)
}

// said is what a form says of a score, with its error in the back-tests.
func (c *CurveForecast) said(form string, y float64) string {
	if math.IsNaN(y) {
		return text.Absent
	}
	test := c.Tests[slices.IndexFunc(c.Tests, func(t forecasts.BackTest) bool { return t.Form == form })]
	return asScore(y) + " ±" + asScore(test.Error)
}

// writeCautions says of which curves a forecast is worth little.
func writeCautions(p *text.Page, told []CurveForecast) {
	unchanged, beyond := 0, 0
	for i := range told {
		if told[i].Tests[0].Form == "unchanged" {
			unchanged++
		}
		if slices.ContainsFunc(told[i].At, func(x forecasts.Prediction) bool { return x.Beyond }) {
			beyond++
		}
	}
	of := text.Count(len(told), "curve")
	if unchanged > 0 {
		p.Paragraph(fmt.Sprintf("%d of %s: no form did better in the back-tests than the score of the largest model", unchanged, of))
	}
	if beyond > 0 {
		p.Paragraph(fmt.Sprintf("%d of %s: a scale is farther from the known ones than any back-test reached; the intervals rest on errors that grow in proportion to ln scale", beyond, of))
	}
}

// writeRefused names the curves without a forecast, by reason.
func (f *Forecasts) writeRefused(p *text.Page) {
	refused := slices.DeleteFunc(slices.Clone(f.Curves), func(c CurveForecast) bool { return c.Reason == "" })
	slices.SortStableFunc(refused, func(a, b CurveForecast) int { return cmp.Compare(a.Reason, b.Reason) })
	for len(refused) > 0 {
		n := 1
		for n < len(refused) && refused[n].Reason == refused[0].Reason {
			n++
		}
		var curves []string
		for i := range refused[:min(n, maxRows)] {
			curves = append(curves, refused[i].name())
		}
		if more := n - maxRows; more > 0 {
			curves = append(curves, fmt.Sprintf("… and %d more; --json has them all", more))
		}
		p.Paragraph("no forecast: " + refused[0].Reason)
		p.Wrap(curves, ", ")
		refused = refused[n:]
	}
}

// name is the name of the curve, of a study with one curve that of the study.
func (c *CurveForecast) name() string { return cmp.Or(strings.TrimSpace(c.curve()), c.Study) }

// asScore writes a share with three decimals.
func asScore(x float64) string { return text.Fixed(x, 3) }
