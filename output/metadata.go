package output

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Keys of the metadata in every file, metaColumns apart. They suffice to repeat its runs.
const (
	metaFormat   = "circsim.format"    // version of the layout
	metaVersion  = "circsim.version"   // of the program
	metaBuild    = "circsim.build"     // Build, as JSON
	metaScenario = "circsim.scenario"  // name of the study
	metaText     = "circsim.text"      // text of the scenario file
	metaSets     = "circsim.sets"      // --set overrides, a JSON list of PATH=VALUE
	metaPlan     = "circsim.plan_hash" // identity of the plan
	metaAxes     = "circsim.axes"      // swept paths, their columns and types, as JSON
	metaColumns  = "circsim.columns"   // meaning, unit and source of every column, by name, as JSON; in the first part
	metaTable    = "circsim.table"
	metaPart     = "circsim.part"
	metaFirst    = "circsim.first_run" // index in the plan of the part's first run
	metaPartRuns = "circsim.part_runs" // number of runs that the plan gives the part
	metaRuns     = "circsim.runs"      // number of runs that the part holds
	metaHeld     = "circsim.held"      // these runs, a JSON list, if some are missing
)

// identifying returns the metadata that tell a part's file from all others, beside the numbers of its runs.
func (m *Manifest) identifying(t Table, part int) ([]Setting, error) {
	build, err := json.Marshal(m.Build)
	if err != nil {
		return nil, fmt.Errorf("metadata of %s: %w", t, err)
	}
	first, _ := m.Block(part)
	return []Setting{
		{metaFormat, strconv.Itoa(m.Format)},
		{metaPlan, m.PlanHash},
		{metaBuild, string(build)},
		{metaTable, string(t)},
		{metaPart, strconv.Itoa(part)},
		{metaFirst, strconv.FormatInt(first, 10)},
	}, nil
}

// metadata returns all metadata of a part's file but metaRuns and metaHeld, which are known only after its rows; sorted by
// key. The meaning of columns, which is most of a small file, is in the first part alone.
func (m *Manifest) metadata(t Table, part int) ([]Setting, error) {
	list, err := m.identifying(t, part)
	if err != nil {
		return nil, err
	}
	type axis struct {
		Path   string `json:"path"`
		Column string `json:"column"`
		Type   Type   `json:"type"`
		Word   string `json:"word,omitempty"`
	}
	axes := []axis{}
	for _, a := range m.Axes {
		axes = append(axes, axis{a.Path, a.Column, a.Type, a.Word})
	}
	type object struct {
		key   string
		value any
	}
	objects := []object{{metaSets, m.Sets}, {metaAxes, axes}}
	if m.documents(part) {
		objects = append(objects, object{metaColumns, m.columnMeanings(t)})
	}
	for _, object := range objects {
		text, err := json.Marshal(object.value)
		if err != nil {
			return nil, fmt.Errorf("metadata of %s: %w", t, err)
		}
		list = append(list, Setting{object.key, string(text)})
	}
	_, runs := m.Block(part)
	list = append(list, Setting{metaPartRuns, strconv.FormatInt(runs, 10)}, Setting{metaVersion, m.Build.Version}, Setting{metaScenario, m.Scenario}, Setting{metaText, m.Text})
	slices.SortFunc(list, func(a, b Setting) int { return strings.Compare(a.Key, b.Key) })
	return list, nil
}

// documents reports whether the metadata of a part have metaColumns.
func (m *Manifest) documents(part int) bool { return part == 0 || m.Single } // a single run may have another number

// columnMeaning is what the metadata say about a column.
type columnMeaning struct {
	Type    Type   `json:"type"`
	Unit    string `json:"unit,omitempty"`
	Meaning string `json:"meaning"`
	Source  string `json:"source"`
}

// columnMeanings is by name; JSON objects are written sorted by key.
func (m *Manifest) columnMeanings(t Table) map[string]columnMeaning {
	columns := map[string]columnMeaning{}
	for _, c := range m.columns(t) {
		columns[c.Name] = columnMeaning{c.Type, c.Unit, c.Meaning, c.Source}
	}
	return columns
}
