package summary

import (
	"fmt"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// studied is the scenario of a folder, as its manifest keeps it.
func studied(m *output.Manifest) (*scenarios.Scenario, error) {
	s, _, err := scenarios.Parse(m.Scenario+".yaml", []byte(m.Text), m.Sets)
	if err != nil {
		return nil, fmt.Errorf("the scenario that the manifest holds cannot be read by this circsim: %w", err)
	}
	return s, nil
}
