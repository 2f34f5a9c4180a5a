package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"pgregory.net/rapid"
)

// watched is a run of a library scenario that is over, as its watcher has it at the start.
func watched(t *testing.T, name string) (watch, *sim.Result) {
	t.Helper()
	s, _, err := scenarios.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	r := &race{}
	result, err := sim.Run(context.Background(), s, 1, sim.Options{Observe: r.observe})
	if err != nil {
		t.Fatal(err)
	}
	r.end()
	return newWatch(r, s, 1, false), result
}

// press gives keys to a watcher, one after the other.
func press(w watch, keys ...tea.Key) watch {
	for _, k := range keys {
		next, _ := w.Update(tea.KeyPressMsg(k))
		w = next.(watch)
	}
	return w
}

var (
	space = tea.Key{Code: tea.KeySpace, Text: " "}
	step  = tea.Key{Code: 'n', Text: "n"}
)

// Every moment fits any terminal, with the numbers that the tables have.
func TestWatchFits(t *testing.T) {
	for _, name := range []string{"grokking", "mlp-addition", "chain-of-thought", "scaling"} {
		w, result := watched(t, name)
		moments, _ := w.race.so()
		tasks := len(w.scenario.Tasks)
		if len(moments)*tasks != len(result.Curves) {
			t.Fatalf("%s: %d moments, expected those of %d rows of curves", name, len(moments), len(result.Curves))
		}
		rapid.Check(t, func(t *rapid.T) {
			w.width, w.height = rapid.IntRange(20, 200).Draw(t, "columns"), rapid.IntRange(4, 70).Draw(t, "rows")
			w.at = rapid.IntRange(0, len(moments)-1).Draw(t, "moment")
			w.task = rapid.IntRange(0, tasks-1).Draw(t, "task")
			shown := w.shown()
			lines := strings.Split(shown, "\n")
			if len(lines) > w.height {
				t.Fatalf("%d lines on %d:\n%s", len(lines), w.height, shown)
			}
			for _, line := range lines {
				if n := len([]rune(line)); n > w.width {
					t.Fatalf("%d columns on %d: %q", n, w.width, line)
				}
			}
			row := result.Curves[w.at*tasks+w.task]
			numbers := fmt.Sprintf("%s: accuracy train %s, test %s; loss train %s, test %s", row.Task,
				rate(row.TrainAccuracy), rate(row.TestAccuracy), short(row.TrainLoss), short(row.TestLoss))
			if w.width >= 80 && !strings.Contains(shown, numbers[:min(len(numbers), w.width)]) {
				t.Errorf("no %q in\n%s", numbers, shown)
			}
		})
	}
}

// Keys pause, step, change the speed and quit. Time moves the race only while it is not paused, and never past its end.
func TestWatchKeys(t *testing.T) {
	w, _ := watched(t, "grokking")
	later := func(w watch, ticks int) watch {
		for range ticks {
			next, _ := w.Update(tick{})
			w = next.(watch)
		}
		return w
	}
	if w = later(w, 3); w.at != 3 {
		t.Errorf("at moment %d after 3 ticks", w.at)
	}
	if w = later(press(w, space), 5); w.at != 3 || !w.paused {
		t.Errorf("at moment %d, paused %t, expected the pause at 3", w.at, w.paused)
	}
	if w = press(w, step, tea.Key{Code: tea.KeyRight}); w.at != 5 {
		t.Errorf("at moment %d after two steps, expected 5", w.at)
	}
	if w = later(press(w, space), 1); w.at != 6 {
		t.Errorf("at moment %d, expected 6 after the pause", w.at)
	}
	faster := press(w, slices.Repeat([]tea.Key{{Code: '+', Text: "+"}}, 20)...)
	slower := press(w, slices.Repeat([]tea.Key{{Code: '-', Text: "-"}}, 20)...)
	if faster.speed != len(speeds)-1 || slower.speed != 0 {
		t.Errorf("speeds %d and %d", faster.speed, slower.speed)
	}
	moments, _ := w.race.so()
	if w = later(w, 10*len(moments)); w.at != len(moments)-1 || !strings.Contains(w.shown(), "the end") {
		t.Errorf("at moment %d of %d:\n%s", w.at, len(moments), w.shown())
	}
	for key, left := range map[rune]bool{'q': true, 'x': false} {
		next, command := w.Update(tea.KeyPressMsg{Code: key, Text: string(key)})
		if quits := command != nil; quits != left || next.(watch).left != left {
			t.Errorf("%c: left %t", key, quits)
		}
	}
}
