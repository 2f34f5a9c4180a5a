package output

import "fmt"

// Round is a block of consecutive runs in parts of one size, of which the last may be smaller. A part never holds runs
// of two rounds.
type Round struct {
	Runs        int64 `json:"runs"`          // 1 or more
	RunsPerPart int64 `json:"runs_per_part"` // 1 or more
}

func (r Round) parts() int { return int((r.Runs-1)/r.RunsPerPart) + 1 }

// Extend appends a round. Its runs and parts follow the existing ones, which stay as they are. The error says that the
// round has no runs; nothing is appended then. No other method may run at the same time.
func (m *Manifest) Extend(r Round) error {
	if r.Runs < 1 || r.RunsPerPart < 1 {
		return fmt.Errorf("manifest of scenario %s: a round of %d runs in parts of %d", m.Scenario, r.Runs, r.RunsPerPart)
	}
	m.Rounds = append(m.Rounds, r)
	m.Runs += r.Runs
	m.Parts += r.parts()
	return nil
}

// RoundParts returns the first part of a round, counted from 0, and the number of its parts.
func (m *Manifest) RoundParts(round int) (first, count int) {
	for _, r := range m.Rounds[:round] {
		first += r.parts()
	}
	return first, m.Rounds[round].parts()
}

// Block returns a part's first run and its number of runs, which is 0 if the plan does not have the part.
func (m *Manifest) Block(part int) (first, runs int64) {
	if part < 0 {
		return 0, 0
	}
	for _, r := range m.Rounds {
		if n := r.parts(); part >= n {
			part -= n
			first += r.Runs
			continue
		}
		begin := int64(part) * r.RunsPerPart
		return first + begin, min(r.RunsPerPart, r.Runs-begin)
	}
	return first, 0
}

// partOf is the part of a run of the plan, the inverse of Block.
func (m *Manifest) partOf(run int64) int {
	part := 0
	for _, r := range m.Rounds {
		if run < r.Runs {
			return part + int(run/r.RunsPerPart)
		}
		run -= r.Runs
		part += r.parts()
	}
	return part
}
