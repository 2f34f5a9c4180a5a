package evaluations

import (
	"encoding/binary"
	"slices"
)

// subjects makes one Subject for all rows with the same words.
type subjects struct {
	make func(words []int32) *Subject // may return nil, for words that name no subject
	made map[string]*Subject
	last []int32  // words of the latest call, which the next row often repeats
	now  *Subject // of last
	key  []byte
}

func newSubjects(make func(words []int32) *Subject) *subjects {
	return &subjects{make: make, made: map[string]*Subject{}}
}

func (s *subjects) of(words []int32) *Subject {
	if s.last != nil && slices.Equal(words, s.last) {
		return s.now
	}
	s.key = s.key[:0]
	for _, w := range words {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(w))
	}
	found, ok := s.made[string(s.key)]
	if !ok {
		found = s.make(words)
		s.made[string(s.key)] = found
	}
	s.last, s.now = append(s.last[:0], words...), found
	return found
}
