package laboratory

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

type openRequest struct {
	YAML string `json:"yaml"`
}

// opened is what a scenario lets one change and look at.
type opened struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Tasks    []string `json:"tasks"`
	Task     string   `json:"task"` // whose regime a phase map shows
	Warnings []string `json:"warnings"`
	Controls []axis   `json:"controls"` // keys with a slider
	Axes     []axis   `json:"axes"`
	Sweep    swept    `json:"sweep"`
	Metrics  []metric `json:"metrics"` // of the curves of run, in their order
}

// axis is a key that can vary, and the part of its values that is worth looking at.
type axis struct {
	Path    string      `json:"path"`
	Label   string      `json:"label"`
	Unit    string      `json:"unit"`
	Scale   string      `json:"scale"` // log or linear
	Min     float64     `json:"min"`
	Max     float64     `json:"max"`
	Integer bool        `json:"integer"`
	Value   float64     `json:"value"`
	Swept   *[2]float64 `json:"swept,omitempty"` // ends of what the scenario's sweep goes over, if that is three values or a range
}

// swept are the first two numeric axes of the scenario's sweep.
type swept struct {
	X *values `json:"x,omitempty"`
	Y *values `json:"y,omitempty"`
}

// values are those of an axis.
type values struct {
	Path   string `json:"path"`
	Values []any  `json:"values"` // numbers, or texts of a key of words
}

// maxControls bounds the sliders of scenarios with very many tasks.
const maxControls = 24

func open(r *openRequest) (*opened, error) {
	s, warnings, err := scenarioOf(r.YAML)
	if err != nil {
		return nil, err
	}
	o := &opened{
		Name: s.Name, Title: s.Title, Tasks: []string{}, Task: mainTask(s), Warnings: []string{},
		Controls: []axis{}, Axes: []axis{}, Sweep: sweepOf(s), Metrics: metrics,
	}
	for i := range s.Tasks {
		o.Tasks = append(o.Tasks, s.Tasks[i].Name)
	}
	for _, w := range warnings {
		o.Warnings = append(o.Warnings, faultOf((*scenarios.Error)(&w)).Error())
	}
	main, rest := []axis{}, []axis{}
	for _, k := range s.Settings() {
		value, number := numberOf(k.Of(s))
		if _, word := k.Zero.(string); word {
			continue
		}
		label, slider := labelOf(s, &k)
		a := axisOf(s, &k, label, value)
		switch {
		case !slider:
			// Where 0 stands for none and any number is possible, nothing says which are worth looking at.
			if _, greatest := k.Bounds(); number && (value > 0 || greatest <= 10) {
				rest = append(rest, a)
			}
		case number && len(o.Controls) < maxControls:
			o.Controls = append(o.Controls, a)
			main = append(main, a)
		}
	}
	o.Axes = append(main, rest...)
	return o, nil
}

// mainTask is the first task with a circuit that generalizes, or else the first.
func mainTask(s *scenarios.Scenario) string {
	for i := range s.Tasks {
		if len(s.Tasks[i].Generalization) > 0 {
			return s.Tasks[i].Name
		}
	}
	return s.Tasks[0].Name
}

// numberOf is the value of a setting; false if it is a word or has none.
func numberOf(value any) (float64, bool) {
	x := scenarios.Number(value)
	return x, !math.IsNaN(x)
}

// labelOf names a key for people, and says whether it has a slider.
func labelOf(s *scenarios.Scenario, k *scenarios.Setting) (label string, slider bool) {
	switch k.Path {
	case "model.params":
		return "Model size", true
	case "training.steps":
		return "Training steps", true
	case "training.weight_decay":
		return "Weight decay", true
	}
	for i := range s.Tasks {
		t := &s.Tasks[i]
		key, of := strings.CutPrefix(k.Path, "tasks."+t.Name+".")
		trained := t.Items > 0 || s.Written("tasks."+t.Name+".items")
		switch {
		case of && key == "items" && trained:
			return "Training items: " + t.Name, true
		case of && key == "label_noise" && s.Training.Loss != scenarios.MSE:
			return "Label noise: " + t.Name, true
		}
	}
	return k.Path, false
}

// windows are ranges of sliders that the value of the key does not move. Others begin and end around the value.
var windows = map[string][2]float64{
	"model.params": {1e3, 1e8}, "training.steps": {1e2, 1e6}, "training.weight_decay": {0, 4}, "items": {1, 1e5}, "label_noise": {0, 0.95},
}

// axisOf chooses scale and range: the window, what the scenario sweeps, and the value, within what the key admits.
func axisOf(s *scenarios.Scenario, k *scenarios.Setting, label string, value float64) axis {
	_, integer := k.Zero.(int64)
	a := axis{Path: k.Path, Label: label, Unit: k.Unit, Scale: "log", Integer: integer, Value: value, Swept: ends(s, k.Path)}
	least, greatest := k.Bounds()
	key := k.Path[strings.LastIndexByte(k.Path, '.')+1:]
	window, known := windows[k.Path]
	if !known {
		window, known = windows[key]
	}
	switch {
	case known:
		a.Min, a.Max = window[0], window[1]
	case value > 0:
		a.Min, a.Max = decade(value/10, math.Floor), decade(value*10, math.Ceil)
	default:
		a.Min, a.Max = 0, 1
	}
	if a.Min <= 0 {
		a.Scale = "linear"
	}
	if key == "items" {
		if u := universe(s, k.Path); u > 0 {
			a.Max = u
		}
	}
	for _, x := range append(sweptNumbers(s, k.Path), value) {
		switch {
		case math.IsNaN(x) || a.Scale == "log" && x <= 0:
		case a.Scale == "log":
			if x < a.Min {
				a.Min = decade(x, math.Floor)
			}
			if x > a.Max {
				a.Max = decade(x, math.Ceil)
			}
		default:
			a.Min, a.Max = min(a.Min, x), max(a.Max, x)
		}
	}
	a.Min, a.Max = max(a.Min, least), min(a.Max, greatest)
	if integer && a.Scale == "log" {
		a.Min = max(a.Min, 1)
	}
	return a
}

// decade rounds a number above 0 to a power of ten.
func decade(x float64, round func(float64) float64) float64 {
	// 1e-9 keeps a power of ten where it is.
	e := math.Log10(x)
	if near := math.Round(e); math.Abs(e-near) < 1e-9 {
		e = near
	}
	return math.Pow(10, round(e))
}

// universe is that of the task whose items a path holds; 0 if it is without bound.
func universe(s *scenarios.Scenario, path string) float64 {
	for i := range s.Tasks {
		if path == "tasks."+s.Tasks[i].Name+".items" {
			return float64(s.Tasks[i].Universe)
		}
	}
	return 0
}

// sweptNumbers are the values or the ends of the range that the scenario's sweep gives to a key.
func sweptNumbers(s *scenarios.Scenario, path string) (all []float64) {
	for _, a := range s.Sweep.Axes {
		if a.Path != path {
			continue
		}
		for _, v := range valuesOf(a) {
			all = append(all, scenarios.Number(v))
		}
	}
	return all
}

// ends are the least and the greatest number that the scenario's sweep gives to a key; nil if it gives fewer than three.
func ends(s *scenarios.Scenario, path string) *[2]float64 {
	for _, a := range s.Sweep.Axes {
		if a.Path != path {
			continue
		}
		all := sweptNumbers(s, path)
		if ranged := a.Range != nil && len(a.Values) == 0; len(all) < 2 || len(all) < 3 && !ranged || math.IsNaN(all[0]) {
			return nil
		}
		return &[2]float64{slices.Min(all), slices.Max(all)}
	}
	return nil
}

// valuesOf are the values of an axis, or the ends of its range.
func valuesOf(a scenarios.Axis) []any {
	if len(a.Values) == 0 && a.Range != nil {
		return []any{a.Range.From, a.Range.To}
	}
	return a.Values
}

// sweepOf are the first two axes of the sweep that have several numbers.
func sweepOf(s *scenarios.Scenario) (found swept) {
	for _, a := range s.Sweep.Axes {
		k, scalar := s.Setting(a.Path)
		if _, word := k.Zero.(string); !scalar || word || len(valuesOf(a)) < 2 {
			continue
		}
		v := &values{Path: k.Path, Values: valuesOf(a)}
		if found.X == nil {
			found.X = v
			continue
		}
		found.Y = v
		break
	}
	return found
}

// settingAt is the setting at a path.
func settingAt(s *scenarios.Scenario, path string) (scenarios.Setting, error) {
	k, found := s.Setting(path)
	if !found {
		return k, fmt.Errorf("%s is not a key that can vary, expected one of those that open lists", path)
	}
	return k, nil
}
