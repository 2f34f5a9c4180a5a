package output

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/circsim/circsim/scenarios"
)

// The parts of a plan hold every run once, in order, none of them of two rounds; and a
// round more leaves those that are there where they were.
func TestPartsFollowTheRounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		round := rapid.Custom(func(t *rapid.T) Round {
			return Round{rapid.Int64Range(1, 40).Draw(t, "runs"), rapid.Int64Range(1, 12).Draw(t, "runs per part")}
		})
		rounds := rapid.SliceOfN(round, 0, 6).Draw(t, "rounds")
		m, err := NewManifest(&scenarios.Scenario{Name: "study"}, rounds)
		if err != nil {
			t.Fatal(err)
		}
		var next int64
		part := 0
		for i, r := range rounds {
			first, count := m.RoundParts(i)
			if first != part {
				t.Fatalf("round %d begins with part %d, want %d", i, first, part)
			}
			left := r.Runs
			for range count {
				first, runs := m.Block(part)
				if first != next || runs != min(r.RunsPerPart, left) {
					t.Fatalf("part %d is %d+%d with %d runs of round %d left from %d on", part, first, runs, left, i, next)
				}
				next += runs
				left -= runs
				part++
			}
			if left != 0 {
				t.Fatalf("round %d: %d runs are in no part", i, left)
			}
		}
		if m.Runs != next || m.Parts != part {
			t.Fatalf("%d runs in %d parts, want %d in %d", m.Runs, m.Parts, next, part)
		}
		for _, none := range []int{-1, part} {
			if _, runs := m.Block(none); runs != 0 {
				t.Fatalf("part %d has %d runs", none, runs)
			}
		}
	})
}

func TestRoundsWithoutRunsAreRefused(t *testing.T) {
	m := study(3, 2, scenarios.CircuitsNone)
	for _, r := range []Round{{0, 1}, {1, 0}, {-1, 1}} {
		if m.Extend(r) == nil {
			t.Errorf("%+v: no error", r)
		}
	}
	if m.Runs != 3 || m.Parts != 2 || len(m.Rounds) != 1 {
		t.Errorf("%d runs in %d parts of %d rounds", m.Runs, m.Parts, len(m.Rounds))
	}
}
