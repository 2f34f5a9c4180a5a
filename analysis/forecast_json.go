package analysis

import (
	"math"

	"github.com/circsim/circsim/internal/text"
)

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
