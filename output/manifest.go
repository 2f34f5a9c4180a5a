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
	Format      int                `json:"format"`
	Scenario    string             `json:"scenario"`
	Title       string             `json:"title"`
	PlanHash    string             `json:"plan_hash"`
	Runs        int64              `json:"runs"`
	RunsPerPart int64              `json:"runs_per_part"`
	Parts       int                `json:"parts"`
	Seeds       int64              `json:"seeds"`
	Axes        []Axis             `json:"axes"`
	Circuits    scenarios.Circuits `json:"circuits"` // record.circuits; none: there is no such table
	Sets        []string           `json:"sets"`     // --set overrides, PATH=VALUE
	Text        string             `json:"text"`     // of the scenario file, without the overrides
	Build       Build              `json:"circsim"`
	Tables      []TableColumns     `json:"tables"`
}

// TableColumns documents one table.
type TableColumns struct {
	Name    Table    `json:"name"`
	Columns []Column `json:"columns"`
}

// NewManifest describes a sweep of s with a number of runs, cut into parts.
func NewManifest(s *scenarios.Scenario, runs, runsPerPart int64) (*Manifest, error) {
	if runs < 0 || runsPerPart < 1 {
		return nil, fmt.Errorf("manifest of scenario %s: %d runs in parts of %d", s.Name, runs, runsPerPart)
	}
	axes, err := NewAxes(s.Sweep.Axes)
	if err != nil {
		return nil, fmt.Errorf("manifest of scenario %s: %w", s.Name, err)
	}
	hash, err := PlanHash(s, axes, runs, runsPerPart)
	if err != nil {
		return nil, err
	}
	m := &Manifest{
		Format: Format, Scenario: s.Name, Title: s.Title, PlanHash: hash,
		Runs: runs, RunsPerPart: runsPerPart, Parts: int((runs + runsPerPart - 1) / runsPerPart),
		Seeds: s.Sweep.Seeds, Axes: axes, Circuits: s.Record.Circuits,
		Sets: append([]string{}, s.Sets...), Text: s.Text, Build: CurrentBuild(),
	}
	for _, t := range m.tables() {
		m.Tables = append(m.Tables, TableColumns{t, Columns(t, axes)})
	}
	return m, nil
}

// Block is the part's first run and its number of runs.
func (m *Manifest) Block(part int) (first, runs int64) {
	first = int64(part) * m.RunsPerPart
	return first, max(0, min(m.RunsPerPart, m.Runs-first))
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

// ReadManifest reads dir's manifest; the error is os.ErrNotExist where there is none.
func ReadManifest(dir string) (*Manifest, error) {
	path := manifestPath(dir)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if m.Format != Format {
		return nil, fmt.Errorf("%s: format %d, this circsim reads format %d", path, m.Format, Format)
	}
	if m.RunsPerPart < 1 {
		return nil, fmt.Errorf("%s: runs_per_part is %d", path, m.RunsPerPart)
	}
	return m, nil
}

func manifestPath(dir string) string { return filepath.Join(dir, ManifestName) }
