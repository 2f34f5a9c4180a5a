package output

// Held counts the runs of a part that are there and sound: all of a Complete part, the first
// ones of a Short part, and none of any other. The state and the error are those of PartState.
func (m *Manifest) Held(dir string, part int) (runs int64, state State, err error) {
	state, err = m.PartState(dir, part)
	switch state {
	case Complete:
		_, runs = m.Block(part)
	case Short:
		file, wrong := openTable(PartPath(dir, Runs, part))
		if wrong != nil {
			return 0, Corrupt, wrong
		}
		defer file.Close()
		if runs, wrong = file.number(metaRuns); wrong != nil {
			return 0, Corrupt, wrong
		}
	}
	return runs, state, err
}
