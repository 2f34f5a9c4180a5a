//go:build unix

package duckdbtest

import (
	"slices"
	"testing"
)

// ways is a sweep of 5*4*5*2 points with 11 seeds, in 63 parts, of less than half a millisecond per run.
const ways = `name: ways
model: {params: 1000}
training: {steps: 100}
tasks:
  first:
    classes: 10
    universe: 1000
    items: 500
    test_items: 100
    memorization: {gain: 1, initial: 0.1, cohorts: 2}
    generalization: {gain: 0.05, gain_spread: 0.4, initial: 0.01, footprint: 10, tickets: 3}
  second:
    classes: 10
    items: 100
    memorization: {gain: 1, initial: 0.1, cohorts: 4}
sweep:
  axes:
    - {path: model.params, log: {from: 1e2, to: 1e4, points: 5}}
    - {path: tasks.first.items, values: [100, 200, 400, 800]}
    - {path: training.weight_decay, values: [0, 0.01, 0.1, 1, 3]}
    - {path: training.dynamics, values: [gd, flow]}
  seeds: 11
record: {points: 6, circuits: final}
`

// What is planned.
const (
	waysRuns  = 5 * 4 * 5 * 2 * 11
	waysParts = 63
)

var waysTables = []struct {
	name, key string // columns that tell the rows apart
	rows      int64
}{
	{"runs", "run, task", waysRuns * 2},
	{"curves", "run, task, step", waysRuns * 2 * 6},
	{"circuits", "run, task, kind, index", waysRuns * (2 + 3 + 4)},
}

// The same sweep by one worker and two, by shards whose folders are merged, and by shards in one
// folder of which one is killed, gives the same rows and the same bytes.
func TestAllWaysGiveTheSameTables(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a sweep of a second four times")
	}
	c := buildCircsim(t)
	c.sweep(t, "alone", "--workers", "1").exits(t, 0)
	planned(t, c.tables("alone"))
	want := hashes(t, c.tables("alone"))
	if files := 2 + waysParts*4; len(want) != files { // the manifest and the summary; sums and three tables
		t.Fatalf("%d files, want %d", len(want), files)
	}
	same := func(t *testing.T, o string) {
		t.Helper()
		sameTables(t, c.tables("alone"), c.tables(o))
		sameFiles(t, want, hashes(t, c.tables(o)))
	}

	t.Run("two workers", func(t *testing.T) {
		c.sweep(t, "two", "--workers", "2").exits(t, 0)
		same(t, "two")
	})
	t.Run("seven shards", func(t *testing.T) {
		folders := sevenShards(t, c)
		c.merge(t, 1, "joined", folders[1:5]...) // runs are missing
		c.merge(t, 0, "joined", folders...)
		same(t, "joined")
		c.merge(t, 0, "joined", folders...)
		sameFiles(t, want, hashes(t, c.tables("joined")))
		slices.Reverse(folders)
		c.merge(t, 0, "backwards", folders...)
		sameFiles(t, want, hashes(t, c.tables("backwards")))
	})
	t.Run("three shards, one killed", func(t *testing.T) {
		threeShards(t, c, "shared")
		same(t, "shared")
	})
}
