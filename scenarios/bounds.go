package scenarios

import "reflect"

// Bounds are the least and the greatest value that the schema admits for a setting of numbers, infinite without a bound.
// An exclusive bound counts as the bound.
func (k *Setting) Bounds() (low, high float64) { return k.shape.min, k.shape.max }

// Number is the value of a key that holds a real number, and the range in which the schema allows it, infinite without a bound; false of
// another key. An exclusive bound counts as the bound.
// Shares by name, such as tasks.NAME.overlap.OTHER, are such keys too, though they are no settings.
func (s *Scenario) Number(path string) (value, low, high float64, ok bool) {
	at, err := s.find(path)
	if err != nil || at.shape.kind != number || at.value.Kind() != reflect.Float64 {
		return 0, 0, 0, false
	}
	return at.value.Float(), at.shape.min, at.shape.max, true
}

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
