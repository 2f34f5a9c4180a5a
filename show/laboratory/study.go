package laboratory

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

type studyRequest struct {
	YAML  string  `json:"yaml"`
	X     *values `json:"x"` // null: nothing is swept
	Y     *values `json:"y"`
	Seeds int64   `json:"seeds"` // 0: 1
}

// studyFile is a scenario file, and the command that makes its tables.
type studyFile struct {
	YAML    string `json:"yaml"`
	File    string `json:"file"`
	Command string `json:"command"`
	Runs    int64  `json:"runs"`
}

// study makes a scenario file whose sweep goes over the values of two keys.
func study(r *studyRequest) (*studyFile, error) {
	s, _, err := scenarioOf(r.YAML)
	if err != nil {
		return nil, err
	}
	var axes []string
	for _, v := range []*values{r.X, r.Y} {
		if v == nil {
			continue
		}
		a, err := planeAxisOf(s, v)
		if err != nil {
			return nil, err
		}
		list, err := json.Marshal(a.values)
		if err != nil {
			return nil, err
		}
		axes = append(axes, fmt.Sprintf("    - {path: %s, values: %s}\n", a.path, strings.ReplaceAll(string(list), ",", ", ")))
	}
	sweep := fmt.Sprintf("sweep:\n  seeds: %d\n", max(r.Seeds, 1))
	if len(axes) > 0 {
		sweep += "  axes:\n" + strings.Join(axes, "")
	}
	source, err := scenarios.ReplaceSection([]byte(r.YAML), "sweep", sweep)
	if err != nil {
		return nil, err
	}
	name := s.Name
	if !strings.HasSuffix(name, suffix) && len(name)+len(suffix) <= 100 {
		name += suffix
	}
	if source, err = scenarios.Edit(source, "name", name); err != nil {
		return nil, err
	}
	made, _, err := scenarios.Parse("", source, nil)
	if err != nil {
		return nil, faultOf(err)
	}
	runs, err := made.Runs()
	if err != nil {
		return nil, faultOf(err)
	}
	file := name + ".yaml"
	return &studyFile{string(source), file, "circsim sweep " + file, runs}, nil
}

// suffix keeps the tables of a study of the page apart from those of the scenario that it began with.
const suffix = "-study"
