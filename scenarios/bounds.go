package scenarios

// Bounds are the least and the greatest value that the schema admits for a setting of numbers, infinite without a bound.
// An exclusive bound counts as the bound.
func (k *Setting) Bounds() (low, high float64) { return k.shape.min, k.shape.max }

// Written reports whether the scenario's file, or a --set, gives the key at path. The index of a single circuit may be
// left out of the path.
func (s *Scenario) Written(path string) bool {
	if _, ok := s.places[path]; ok {
		return true
	}
	at, err := s.find(path)
	if err != nil {
		return false
	}
	_, ok := s.places[at.full]
	return ok
}
