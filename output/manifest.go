package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/circsim/circsim/scenarios"
)

// ManifestName is the name of the manifest in a scenario's folder.
const ManifestName = "manifest.json"

// Manifest says what a scenario's folder holds and how to make it again.
type Manifest struct {
	Format   int                `json:"format"`
	Scenario string             `json:"scenario"`
	Title    string             `json:"title"`
	PlanHash string             `json:"plan_hash"`
	Design   scenarios.Design   `json:"design"`          // how the points were chosen
	Runs     int64              `json:"runs"`            // of all rounds
	Parts    int                `json:"parts"`           // of all rounds
	Rounds   []Round            `json:"rounds"`          // so far; adaptive designs gain some
	Single   bool               `json:"single"`          // the folder is of one run that was made by itself, the last of the runs
	Shard    string             `json:"shard,omitempty"` // I/N of an adaptive sweep, whose runs these are; empty: all
	Seeds    int64              `json:"seeds"`
	Axes     []Axis             `json:"axes"`
	Circuits scenarios.Circuits `json:"circuits"` // record.circuits; none: there is no such table
	Sets     []string           `json:"sets"`     // --set overrides, PATH=VALUE
	Text     string             `json:"text"`     // of the scenario file, without the overrides
	Build    Build              `json:"circsim"`
	Tables   []TableColumns     `json:"tables"`

	settings *settings // of the scenario; nil if the manifest was read
	writers  *writers  // nil if the manifest was read
}

// TableColumns documents one table.
type TableColumns struct {
	Name    Table    `json:"name"`
	Columns []Column `json:"columns"`
}

// NewManifest describes a sweep of s whose runs come in the given rounds; there may
// be none yet. It fails where a round has no runs and where an axis has no type.
func NewManifest(s *scenarios.Scenario, rounds []Round) (*Manifest, error) {
	settings := newSettings(s)
	axes, err := newAxes(s, settings)
	if err != nil {
		return nil, fmt.Errorf("manifest of scenario %s: %w", s.Name, err)
	}
	m := &Manifest{
		Format: Format, Scenario: s.Name, Title: s.Title, PlanHash: planHash(s, axes),
		Design: s.Sweep.Design, Rounds: []Round{}, Seeds: s.Sweep.Seeds, Axes: axes, Circuits: s.Record.Circuits,
		Sets: append([]string{}, s.Sets...), Text: s.Text, Build: CurrentBuild(),
		settings: settings.without(axes),
		writers:  &writers{free: map[Table][]*tableWriter{}},
	}
	for _, r := range rounds {
		if err := m.Extend(r); err != nil {
			return nil, err
		}
	}
	for _, t := range m.tables() {
		m.Tables = append(m.Tables, TableColumns{t, m.columns(t)})
	}
	return m, nil
}

// NewSingle describes a run that is made by itself, under its number in the sweep of s.
func NewSingle(s *scenarios.Scenario, run, seed int64) (*Manifest, error) {
	rounds := []Round{{Runs: 1, RunsPerPart: 1}}
	if run > 0 {
		rounds = []Round{{Runs: run, RunsPerPart: run}, rounds[0]}
	}
	m, err := NewManifest(s, rounds)
	if err != nil {
		return nil, err
	}
	m.Single = true
	m.PlanHash = hashOf(struct {
		Of        string
		Run, Seed int64
	}{m.PlanHash, run, seed})
	return m, nil
}

// tables are the tables of the folder, in the order in which a part's files appear.
func (m *Manifest) tables() []Table {
	if m.Circuits == scenarios.CircuitsNone {
		return tables[1:]
	}
	return tables
}

// Write puts the manifest into dir, which it makes where there is none.
func (m *Manifest) Write(dir string) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // people read it
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(m); err != nil {
		return fmt.Errorf("manifest of scenario %s: %w", m.Scenario, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return WriteFile(manifestPath(dir), text.Bytes())
}

// ReadManifest reads dir's manifest; the error is os.ErrNotExist where there is none, and a
// *DamagedManifestError where it makes no sense.
func ReadManifest(dir string) (*Manifest, error) {
	path := manifestPath(dir)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, &DamagedManifestError{path, err}
	}
	if m.Format != Format {
		return nil, fmt.Errorf("%s: format %d, this circsim reads format %d", path, m.Format, Format)
	}
	if err := m.recount(); err != nil {
		return nil, &DamagedManifestError{path, err}
	}
	return m, nil
}

// recount checks that there is something, and the totals against the rounds.
func (m *Manifest) recount() error {
	again := Manifest{Scenario: m.Scenario}
	for _, r := range m.Rounds {
		if err := again.Extend(r); err != nil {
			return err
		}
	}
	if m.Seeds < 1 || len(m.Rounds) == 0 {
		return fmt.Errorf("%d seeds in %d rounds, expected at least one of each", m.Seeds, len(m.Rounds))
	}
	if again.Runs != m.Runs || again.Parts != m.Parts {
		return fmt.Errorf("%d runs in %d parts, but its rounds have %d in %d", m.Runs, m.Parts, again.Runs, again.Parts)
	}
	return nil
}

func manifestPath(dir string) string { return filepath.Join(dir, ManifestName) }
