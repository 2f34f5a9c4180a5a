package output

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"

	"github.com/circsim/circsim/scenarios"
)

// Format is the version of the files' layout, including the columns: readers here take values by position, and equal
// identities mean equal rows. It changes when a reader of the old layout would misread or refuse the new one.
const Format = 5

// planHash returns a hash of what determines the parts of a sweep and their runs: the scenario with its overrides, the
// axes and the format. It does not depend on comments, spelling or path of the scenario file.
func planHash(s *scenarios.Scenario, axes []Axis) string {
	meant := *s
	meant.Source, meant.Text, meant.Sets = "", "", nil
	plan := struct {
		Format    int
		Scenario  *scenarios.Scenario
		Defaulted []string // keys left out, whose defaults may follow a swept key
		Axes      []Axis
	}{Format, &meant, s.Defaulted(), axes}
	return hashOf(plan)
}

// hashOf returns the SHA-256 of a value's canonical JSON.
func hashOf(v any) string {
	sum := sha256.Sum256(appendCanonical(nil, reflect.ValueOf(v)))
	return hex.EncodeToString(sum[:])
}
