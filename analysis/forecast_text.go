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

// forecastObject is a curve's forecast in JSON.
type forecastObject struct {
	placeObject
	Unit      string             `json:"unit,omitempty"`
	Chance    *float64           `json:"chance"`
	Scales    int                `json:"scales"`
	Largest   *float64           `json:"largest"`
	LastScore *float64           `json:"last_score"`
	Forecasts []predictionObject `json:"forecasts"`
	BackTests []backTestObject   `json:"back_tests"`
	Reason    string             `json:"reason,omitempty"`
}

type predictionObject struct {
	At     float64            `json:"at"`
	Median float64            `json:"median"`
	Low50  float64            `json:"low50"`
	High50 float64            `json:"high50"`
	Low80  float64            `json:"low80"`
	High80 float64            `json:"high80"`
	Low95  float64            `json:"low95"`
	High95 float64            `json:"high95"`
	By     string             `json:"by"`
	Beyond bool               `json:"beyond"` // farther from the known scales than any back-test reached
	Forms  map[string]float64 `json:"forms"`
}

type backTestObject struct {
	Form    string   `json:"form"`
	Rank    *int     `json:"rank"`
	Error   *float64 `json:"error"`
	Worst   *float64 `json:"worst"`
	Origins int      `json:"origins"`
	Reach   *float64 `json:"reach"`
	Reason  string   `json:"reason,omitempty"`
}

// JSON is the forecasts as one object: forecasts, warnings.
func (f *Forecasts) JSON() ([]byte, error) {
	object := struct {
		Curves   []forecastObject `json:"curves"`
		Warnings []warningObject  `json:"warnings"`
	}{[]forecastObject{}, []warningObject{}}
	for i := range f.Curves {
		object.Curves = append(object.Curves, f.Curves[i].object())
	}
	for _, w := range f.Warnings {
		object.Warnings = append(object.Warnings, warningObject{w.Path, w.Line, w.Column, w.Count, w.Text})
	}
	return text.JSON(object)
}

func (c *CurveForecast) object() forecastObject {
	o := forecastObject{
		placeObject: placeObject(c.Place), Unit: c.Unit, Chance: text.Null(c.Chance), Scales: c.Scales, Largest: text.Null(c.Largest),
		LastScore: text.Null(c.LastSeen), Forecasts: []predictionObject{}, BackTests: []backTestObject{}, Reason: c.Reason,
	}
	for _, x := range c.At {
		w := x.Within
		p := predictionObject{x.X, x.Score, w[0].Low, w[0].High, w[1].Low, w[1].High, w[2].Low, w[2].High, c.Tests[0].Form, x.Beyond, map[string]float64{}}
		for k, name := range x.ByForms {
			if y := x.Scores[k]; !math.IsNaN(y) {
				p.Forms[name] = y
			}
		}
		o.Forecasts = append(o.Forecasts, p)
	}
	for _, t := range c.Tests {
		b := backTestObject{Form: t.Form, Error: text.Null(t.Error), Worst: text.Null(t.Worst), Origins: t.Origins, Reason: t.Reason}
		if t.Rank > 0 {
			b.Rank, b.Reach = &t.Rank, &t.Reach
		}
		o.BackTests = append(o.BackTests, b)
	}
	return o
}
