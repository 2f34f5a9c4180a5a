package analysis

import (
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/internal/text"
)

// JSON is a report as one object: thresholds, fits, verdicts, warnings. Numbers that are not finite are null.
func (r *Report) JSON() ([]byte, error) {
	object := struct {
		Thresholds []record         `json:"thresholds"`
		Fits       []map[string]any `json:"fits"`
		Verdicts   []verdictObject  `json:"verdicts"`
		Warnings   []warningObject  `json:"warnings"`
	}{[]record{}, []map[string]any{}, []verdictObject{}, []warningObject{}}
	for i := range r.Thresholds {
		object.Thresholds = append(object.Thresholds, thresholdOf(&r.Thresholds[i]))
	}
	for i := range r.Fits {
		object.Fits = append(object.Fits, fitOf(&r.Fits[i]))
	}
	for i := range r.Verdicts {
		object.Verdicts = append(object.Verdicts, verdictOf(&r.Verdicts[i]))
	}
	for _, w := range r.Warnings {
		object.Warnings = append(object.Warnings, warningObject{w.Path, w.Line, w.Column, w.Count, w.Text})
	}
	return text.JSON(object)
}

type placeObject struct {
	Source string `json:"source" parquet:"source,dict"`
	Study  string `json:"study" parquet:"study,dict"`
	Family string `json:"family,omitempty" parquet:"family,dict"`
	Model  string `json:"model,omitempty" parquet:"model,dict"`
	Task   string `json:"task,omitempty" parquet:"task,dict"`
	Fixed  string `json:"fixed,omitempty" parquet:"fixed,dict"`
	Metric string `json:"metric,omitempty" parquet:"metric,dict"`
	Along  string `json:"along,omitempty" parquet:"along,dict"`
}

// record is a threshold in JSON, and a row of thresholds.parquet, whose schema has its name.
type record struct {
	placeObject
	Estimator    string   `json:"estimator" parquet:"estimator,dict"`
	Value        *float64 `json:"value" parquet:"value,optional"`
	Low          *float64 `json:"low" parquet:"low,optional"`
	High         *float64 `json:"high" parquet:"high,optional"`
	Unit         string   `json:"unit,omitempty" parquet:"unit,dict"`
	Chance       *float64 `json:"chance" parquet:"chance,optional"`
	Scales       int64    `json:"scales" parquet:"scales"`
	Observations int64    `json:"observations" parquet:"observations"`
	Test         string   `json:"test,omitempty" parquet:"test,dict"`
	P            *float64 `json:"p,omitempty" parquet:"p,optional"`
	Resamples    int64    `json:"resamples" parquet:"resamples"`
	Reason       string   `json:"reason,omitempty" parquet:"reason,dict"`
}

func thresholdOf(t *Threshold) record {
	return record{
		placeObject(t.Place), string(t.Estimator), text.Null(t.Value), text.Null(t.Low), text.Null(t.High), t.Unit,
		text.Null(t.Chance), int64(t.Scales), int64(t.Observations), t.Test, text.Null(t.P), int64(t.Resamples), t.Reason,
	}
}

// fitOf has every constant under its own name, and its interval under intervals.
func fitOf(f *Fit) map[string]any {
	object := map[string]any{
		"form": f.Form, "of": f.Of, "points": f.Points, "objective": text.Null(f.Objective), "starts": f.Starts, "converged": f.Converged,
		"at_best": f.AtBest, "condition": text.Null(f.Condition), "resamples": f.Resamples, "failed": f.Failed,
		"source": f.Source, "study": f.Study,
	}
	for name, value := range map[string]string{"family": f.Family, "task": f.Task, "fixed": f.Fixed, "metric": f.Metric, "along": f.Along} {
		if value != "" {
			object[name] = value
		}
	}
	intervals, vague := map[string][2]*float64{}, []string{}
	for _, c := range f.Constants {
		object[c.Name] = text.Null(c.Value)
		intervals[c.Name] = [2]*float64{text.Null(c.Low), text.Null(c.High)}
		if !c.Identified {
			vague = append(vague, c.Name)
		}
	}
	object["intervals"], object["not_identified"], object["warnings"] = intervals, vague, append([]string{}, f.Warnings...)
	held := []heldOutObject{}
	for _, h := range f.HeldOut {
		held = append(held, heldOutObject{text.Null(h.Params), text.Null(h.Tokens), text.Null(h.FLOPs), text.Null(h.Loss), text.Null(h.Error), text.Null(h.Predicted), text.Null(h.RelativeError)})
	}
	object["held_out"], object["optimum"] = held, f.Optimum.object()
	return object
}

type heldOutObject struct {
	Params        *float64 `json:"params"`
	Tokens        *float64 `json:"tokens"`
	FLOPs         *float64 `json:"flops"`
	Loss          *float64 `json:"loss"`
	Error         *float64 `json:"error,omitempty"` // of laws of it
	Predicted     *float64 `json:"predicted"`
	RelativeError *float64 `json:"relative_error"`
}

type verdictObject struct {
	placeObject
	Definition string           `json:"definition"`
	Verdict    string           `json:"verdict"`
	Reason     string           `json:"reason"`
	Evidence   []evidenceObject `json:"evidence"`
}

type evidenceObject struct {
	Name  string   `json:"name"`
	Value *float64 `json:"value"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
	Unit  string   `json:"unit,omitempty"`
}

func verdictOf(v *Verdict) verdictObject {
	object := verdictObject{placeObject(v.Place), v.Definition, v.Verdict.Verdict, v.Reason, []evidenceObject{}}
	for _, e := range v.Evidence {
		object.Evidence = append(object.Evidence, evidenceOf(e))
	}
	return object
}

func evidenceOf(e emergence.Evidence) evidenceObject {
	return evidenceObject{e.Name, text.Null(e.Value), text.Null(e.Low), text.Null(e.High), e.Unit}
}

type warningObject struct {
	Source string `json:"source"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Count  int    `json:"count,omitempty"` // rows that it is about
	Text   string `json:"text"`
}
