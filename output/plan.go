package output

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"

	"github.com/circsim/circsim/scenarios"
)

// Format is the version of the files' layout, the columns included: readers here
// take a row's values by their place, and equal identities are equal rows. It
// changes when a reader of the old layout would misread the new one or refuse it.
const Format = 4

// PlanHash identifies what determines the parts of a sweep, which runs they have
// and what these are: the scenario with its overrides, the axes and the format.
// Comments and spelling of the scenario file do not matter, nor where it stands.
func PlanHash(s *scenarios.Scenario, axes []Axis) string {
	meant := *s
	meant.Source, meant.Text, meant.Sets = "", "", nil
	plan := struct {
		Format    int
		Scenario  *scenarios.Scenario
		Defaulted []string // keys that a sweep of others may change
		Axes      []Axis
	}{Format, &meant, s.Defaulted(), axes}
	return hashOf(plan)
}

// hashOf is the SHA-256 of a value's canonical JSON.
func hashOf(v any) string {
	sum := sha256.Sum256(appendCanonical(nil, reflect.ValueOf(v)))
	return hex.EncodeToString(sum[:])
}
