package output

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Keys of the metadata that every file carries, enough to repeat its runs.
const (
	metaFormat   = "circsim.format"    // version of the layout
	metaVersion  = "circsim.version"   // of the program
	metaBuild    = "circsim.build"     // Build, as JSON
	metaScenario = "circsim.scenario"  // name of the study
	metaText     = "circsim.text"      // text of the scenario file
	metaSets     = "circsim.sets"      // --set overrides, a JSON list of PATH=VALUE
	metaPlan     = "circsim.plan_hash" // identity of the plan
	metaAxes     = "circsim.axes"      // swept paths, their columns and types, as JSON
	metaColumns  = "circsim.columns"   // meaning, unit and source of every column, by name, as JSON
	metaTable    = "circsim.table"
	metaPart     = "circsim.part"
	metaFirst    = "circsim.first_run" // index in the plan of the part's first run
	metaRuns     = "circsim.runs"      // number of runs that the part holds
)

// metadata is what a file of a part says about itself, besides metaRuns, which
// is known when its rows are.
func (m *Manifest) metadata(t Table, part int) ([]Setting, error) {
	type axis struct {
		Path   string `json:"path"`
		Column string `json:"column"`
		Type   Type   `json:"type"`
	}
	axes := []axis{}
	for _, a := range m.Axes {
		axes = append(axes, axis{a.Path, a.Column, a.Type})
	}
	columns := map[string]Column{} // JSON objects are written sorted by key
	for _, c := range Columns(t, m.Axes) {
		columns[c.Name] = c
	}
	var bad error
	text := func(v any) string {
		out, err := json.Marshal(v)
		if err != nil && bad == nil {
			bad = fmt.Errorf("metadata of %s: %w", t, err)
		}
		return string(out)
	}
	first, _ := m.Block(part)
	return []Setting{
		{metaFormat, strconv.Itoa(m.Format)},
		{metaVersion, m.Build.Version},
		{metaBuild, text(m.Build)},
		{metaScenario, m.Scenario},
		{metaText, m.Text},
		{metaSets, text(m.Sets)},
		{metaPlan, m.PlanHash},
		{metaAxes, text(axes)},
		{metaColumns, text(columns)},
		{metaTable, string(t)},
		{metaPart, strconv.Itoa(part)},
		{metaFirst, strconv.FormatInt(first, 10)},
	}, bad
}
