package scenarios

const maxCircuitRows = 20_000_000 // of the circuits table of one run, which memory holds until the run ends

// checkRecord bounds the rows that record.circuits: all keeps.
func (c *checker) checkRecord(s *Scenario) {
	if s.Record.Circuits != CircuitsAll {
		return
	}
	points := min(s.Record.Points, s.Training.Steps+1)
	paths := []string{"record.circuits", "record.points", "training.steps"}
	for i := range s.Tasks {
		t := &s.Tasks[i]
		for _, key := range []string{"memorization", "generalization", "label_noise"} {
			paths = append(paths, t.path(key))
		}
	}
	if s.HasHeads() {
		paths = append(paths, "heads.layers", "heads.per_layer")
	}
	circuits := s.Circuits()
	if rows := float64(points) * circuits; rows > maxCircuitRows {
		c.report("record.circuits is all, which keeps %.0f rows per run (%d points of %.0f circuits), expected at most %d: fewer points, fewer cohorts, or final",
			rows, points, circuits, maxCircuitRows)(paths...)
	}
}

// Circuits is the largest number of circuits and heads that a run simulates, without those that phases add. It is a float64
// since a file may ask for more than an integer counts.
func (s *Scenario) Circuits() float64 {
	sum := 0.0
	for i := range s.Tasks {
		sum += s.Tasks[i].circuits()
	}
	if s.HasHeads() {
		sum += s.Heads.number()
	}
	return sum
}

// circuits is the largest number of circuits of a task, without those that phases add.
func (t *Task) circuits() float64 {
	tickets, segments := 0.0, map[float64]bool{1: true}
	for i := range t.Generalization {
		tickets += float64(t.Generalization[i].Best)
		segments[t.Generalization[i].Coverage] = true
	}
	m := &t.Memorization
	if m.Gain == 0 && m.Initial == 0 && len(m.Factors) == 0 {
		return tickets
	}
	cohorts := float64(m.Cohorts) * float64(len(segments))
	if t.LabelNoise > 0 {
		cohorts *= 2
	}
	return cohorts + tickets
}
