package sim

// life is when a strength first was 1 or more, and then first less again; nil: never.
type life struct{ born, died *float64 }

// see notes a strength at step t.
func (l *life) see(t, strength float64) { l.cross(t, strength >= 1) }

// cross notes that a strength is 1 or more from step t on, up, or less.
func (l *life) cross(t float64, up bool) {
	switch {
	case up && l.born == nil:
		at := t
		l.born = &at
	case !up && l.born != nil && l.died == nil:
		at := t
		l.died = &at
	}
}
