package laboratory

import "github.com/circsim/circsim/scenarios"

// library is what a page can begin with.
type library struct {
	Version   string  `json:"version"`
	Start     *Start  `json:"start"` // null: the page chooses
	Scenarios []entry `json:"scenarios"`
}

// entry is a built-in scenario.
type entry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	YAML  string `json:"yaml"`
}

func (l *Laboratory) library() (*library, error) {
	all := &library{Version: l.version, Start: l.start, Scenarios: []entry{}}
	for _, name := range scenarios.List() {
		s, _, err := scenarios.Named(name)
		if err != nil {
			return nil, err
		}
		all.Scenarios = append(all.Scenarios, entry{name, s.Title, s.Text})
	}
	return all, nil
}
