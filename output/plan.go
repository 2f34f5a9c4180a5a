package output

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"

	"github.com/circsim/circsim/scenarios"
)

// Format is the version of the files' layout; it changes when a reader of the
// old layout would misread the new one.
const Format = 2

// PlanHash identifies what determines the parts of a sweep, which runs they have
// and what these are: the scenario with its overrides, the axes and the format.
// Comments and spelling of the scenario file do not matter, nor where it stands,
// nor how far a design has come that can be extended without moving its points.
func PlanHash(s *scenarios.Scenario, axes []Axis) string {
	meant := *s
	meant.Source, meant.Text, meant.Sets = "", "", nil
	if extendable(s.Sweep) {
		meant.Sweep.Points = 0
	}
	plan := struct {
		Format    int
		Scenario  *scenarios.Scenario
		Defaulted []string // keys that a sweep of others may change
		Axes      []Axis
	}{Format, &meant, s.Defaulted(), axes}
	sum := sha256.Sum256(appendCanonical(nil, reflect.ValueOf(plan)))
	return hex.EncodeToString(sum[:])
}

// extendable says whether a design with more points begins with those of one with fewer.
func extendable(s scenarios.Sweep) bool {
	return s.Design == scenarios.Sobol || s.Design == scenarios.Saltelli ||
		s.Design == scenarios.Adaptive && s.Boundary != scenarios.Boundary{}
}
