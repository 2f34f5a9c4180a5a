package output

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// Format is the version of the files' layout; it changes when a reader of the
// old layout would misread the new one.
const Format = 1

// PlanHash identifies everything that determines the parts of a sweep: the
// scenario with its overrides, how runs are cut into parts, and the format.
// Comments and spelling of the scenario file do not matter, nor where it stands.
func PlanHash(s *scenarios.Scenario, axes []Axis, runs, runsPerPart int64) (string, error) {
	meant := *s
	meant.Source, meant.Text, meant.Sets = "", "", nil
	plan := struct {
		Format            int
		Scenario          *scenarios.Scenario
		Defaulted         []string // keys that a sweep of others may change
		Axes              []Axis
		Runs, RunsPerPart int64
	}{Format, &meant, s.Defaulted(), axes, runs, runsPerPart}
	text, err := json.Marshal(plan)
	if err != nil {
		return "", fmt.Errorf("plan of scenario %s: %w", s.Name, err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
