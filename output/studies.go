package output

import (
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
)

// studies are scenarios' folders whose tables are read together.
type studies []studyFolder

type studyFolder struct {
	*Manifest
	path  string // absolute
	parts map[Table][]string
}

// readStudies reads the manifests and lists the parts of scenarios' folders. It refuses two of one name: the tables of both
// together would have no key.
func readStudies(dirs []string) (studies, error) {
	var all studies
	runs := 0
	seen := map[string]string{} // folders by name of their scenario
	for _, dir := range dirs {
		m, err := ReadManifest(dir)
		if err != nil {
			return nil, text.Refuse("%w", err)
		}
		if other, twice := seen[m.Scenario]; twice {
			return nil, text.Refuse("%s: is the study %s, as %s is, and the column scenario could not tell their rows apart; expected one of them, or a sweep with --set name=ANOTHER",
				dir, m.Scenario, other)
		}
		seen[m.Scenario] = dir
		s := studyFolder{Manifest: m, parts: map[Table][]string{}}
		if s.path, err = filepath.Abs(dir); err != nil {
			return nil, err
		}
		for _, t := range m.tables() {
			if s.parts[t], err = Parts(dir, t); err != nil {
				return nil, err
			}
		}
		runs += len(s.parts[Runs])
		all = append(all, s)
	}
	if runs == 0 {
		return nil, text.Refuse("%s: holds no runs yet", dirs[0])
	}
	return all, nil
}

func (s *studyFolder) has(t Table) bool { return len(s.parts[t]) > 0 }

// columns returns the columns of a table that any study has, in the order of the first that has them.
func (all studies) columns(t Table) []Column {
	seen := map[string]bool{}
	var columns []Column
	for _, s := range all {
		if !s.has(t) {
			continue
		}
		for _, table := range s.Tables {
			if table.Name != t {
				continue
			}
			for _, c := range table.Columns {
				if !seen[c.Name] {
					seen[c.Name] = true
					columns = append(columns, c)
				}
			}
		}
	}
	return columns
}
