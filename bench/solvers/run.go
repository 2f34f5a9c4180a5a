package main

import (
	"context"
	"slices"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// run is a run of the engine, made as in a sweep.
type run struct {
	scenario *scenarios.Scenario
	seed     int64
	workers  int
}

// runsOf are the whole run of a scenario, and the run without curves: with two recorded steps, the first and the last.
func runsOf(s *scenarios.Scenario, seed int64) (whole, lean run, err error) {
	short, err := with(s, "record.points=2", "record.circuits=none")
	return run{scenario: s, seed: seed}, run{scenario: short, seed: seed}, err
}

// cost makes the run once.
func (r run) cost() (sim.Cost, error) {
	result, err := sim.Run(context.Background(), r.scenario, r.seed, sim.Options{Workers: r.workers})
	if err != nil {
		return sim.Cost{}, err
	}
	return result.Cost, nil
}

// seconds is the mean time of some repeats.
func (r run) seconds(repeats int) (float64, error) {
	began := time.Now()
	for range repeats {
		if _, err := r.cost(); err != nil {
			return 0, err
		}
	}
	return time.Since(began).Seconds() / float64(repeats), nil
}

// batch is how often to make the run in a batch.
func (r run) batch() (int, error) {
	t, err := r.seconds(1)
	return repeats(t), err
}

// leastBatch is the least time of a measurement, in seconds: short runs are repeated until it has passed.
const leastBatch = 0.005

// repeats is how often to do in a batch what takes so many seconds.
func repeats(seconds float64) int { return max(1, int(min(leastBatch/seconds, 1e4))) }

// timing is the time of a run over several batches, in seconds.
type timing struct {
	Best   float64 `json:"best_seconds"`
	Median float64 `json:"median_seconds"`
}

// timed is the timing of so many batches, fewer of runs that take seconds.
func (r run) timed(rounds int) (timing, error) {
	first, err := r.seconds(1)
	if err != nil {
		return timing{}, err
	}
	each := repeats(first)
	rounds = max(1, min(rounds, int(longest/first)))
	var measured []float64
	for range rounds {
		t, err := r.seconds(each)
		if err != nil {
			return timing{}, err
		}
		measured = append(measured, t)
	}
	return timing{Best: slices.Min(measured), Median: median(measured)}, nil
}

// longest is about how many seconds one figure may take to measure.
const longest = 1.5

// median is the middle of some numbers, the mean of two where they are even in number.
func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
