package output

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"strconv"

	"github.com/circsim/circsim/scenarios"
)

// Identity returns a hash of everything that determines the result of a run: the scenario s as run
// (sim.Result.Scenario) without name, title, cites and sweep, the seed, the format, and the program. Runs of equal
// identity have equal results. It is the first 32 hex digits of a SHA-256.
func Identity(s *scenarios.Scenario, seed int64, b Build) string {
	return newIdentifier(b).identity(s, seed)
}

// identifier computes identities of runs of one program.
type identifier struct {
	program []byte
	text    []byte // reused buffer of the text to hash
}

func newIdentifier(b Build) *identifier {
	return &identifier{program: appendCanonical(nil, reflect.ValueOf(struct {
		Format int
		Build  Build
	}{Format, b}))}
}

func (id *identifier) identity(s *scenarios.Scenario, seed int64) string {
	meant := *s
	meant.Name, meant.Title, meant.Cites, meant.Sweep = "", "", nil, scenarios.Sweep{}
	meant.Source, meant.Text, meant.Sets = "", "", nil
	text := append(id.text[:0], `{"Program":`...)
	text = append(text, id.program...)
	text = append(text, `,"Seed":`...)
	text = strconv.AppendInt(text, seed, 10)
	text = append(text, `,"Scenario":`...)
	text = appendCanonical(text, reflect.ValueOf(&meant))
	text = append(text, '}')
	id.text = text
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
