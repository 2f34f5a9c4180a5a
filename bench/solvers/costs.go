package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// population is a network of few tickets and any number of cohorts, to see what an agent costs.
const population = `
name: population
model: {params: 1e7, leak: 0.5}
training: {steps: 10000, weight_decay: 0.1}
tasks:
  addition:
    classes: 113
    items: 1e6
    memorization: {gain: 1e4, initial: 0.04}
    generalization: {gain: 0.01, gain_spread: 0.35, initial: 1e-3, initial_spread: 0.4, footprint: 150, best: 10}
record: {points: 2, circuits: none}
`

// costs prints what runs and sweeps cost as they grow.
func (b *bench) costs() error {
	cohorts := []string{"10", "100", "1000", "10000"}
	if b.large {
		cohorts = append(cohorts, "100000")
	}
	for _, g := range []growth{
		{of: "cohorts", scenario: "population", path: "tasks.addition.memorization.cohorts", values: cohorts},
		{of: "training length", scenario: "grokking", path: "training.steps", values: []string{"4e4", "4e5", "4e6", "4e7"}, bound: 1.5},
		{of: "training length", scenario: "scaling", path: "training.steps", values: []string{"1e8", "1e9", "1e10", "1e11"}, bound: 1.5},
		{of: "tickets", scenario: "grokking", path: "tasks.addition.generalization.tickets", values: []string{"1e2", "1e4", "1e6", "1e9"}},
		{of: "Zipf items", scenario: "scaling", path: "tasks.knowledge.items", values: []string{"1e3", "1e6", "1e9", "1e12", "1e15"}},
	} {
		if err := b.grow(g); err != nil {
			return fmt.Errorf("cost against %s: %w", g.of, err)
		}
	}
	if err := b.workersOfRun(); err != nil {
		return err
	}
	return b.sweeps()
}

// growth is a key of a scenario that grows.
type growth struct {
	of, scenario, path string
	values             []string
	bound              float64 // maximum of a run's time over that of the run before; 0: none is stated
}

// runOf is a run of a built-in scenario, or of population.
func runOf(name string, sets ...string) (run, error) {
	if name == "population" {
		s, _, err := scenarios.Parse(name, []byte(population), sets)
		return run{scenario: s, seed: 1}, err
	}
	s, _, err := scenarios.Open(name, sets)
	return run{scenario: s, seed: 1}, err
}

func (b *bench) grow(g growth) error {
	var sizes []size
	for _, value := range g.values {
		r, err := runOf(g.scenario, g.path+"="+value)
		if err != nil {
			return err
		}
		s, err := newSize(value, r)
		if err != nil {
			return err
		}
		sizes = append(sizes, s)
	}
	if err := inTurns(sizes, 4*b.rounds); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n## Cost against %s\n\n%s, %s\n", g.of, g.scenario, g.path)
	header := []string{g.of, "agents", "steps", "whole run, ms", "ns an update", "times the run before"}
	if g.bound > 0 {
		header = append(header, fmt.Sprintf("at most %g", g.bound))
	}
	t := table{header}
	for i, s := range sizes {
		took := median(s.seconds)
		cells := []string{
			s.value, fmt.Sprint(s.agents), fmt.Sprint(s.cost.AcceptedSteps),
			milliseconds(took), short(1e9 * took / float64(s.cost.AgentUpdates)), "", "",
		}
		if i > 0 {
			ratio := s.times(&sizes[i-1])
			cells[5], cells[6] = short(ratio), "yes"
			if ratio > g.bound {
				cells[6] = "no"
			}
		}
		t.row(cells[:len(header)]...)
	}
	t.print(b.out)
	return nil
}

// size is a run of one size, timed in turns with others.
type size struct {
	run
	value   string
	agents  int // that the table of circuits has
	cost    sim.Cost
	batch   int
	seconds []float64
}

func newSize(value string, r run) (size, error) {
	s, err := with(r.scenario, "record.points=2", "record.circuits=final")
	if err != nil {
		return size{}, err
	}
	result, err := sim.Run(context.Background(), s, r.seed, sim.Options{})
	if err != nil {
		return size{}, err
	}
	each, err := r.batch()
	return size{run: r, value: value, agents: len(result.Circuits), cost: result.Cost, batch: each}, err
}

// inTurns times all sizes once in every round, so that a change of the machine's load moves all of them.
func inTurns(sizes []size, rounds int) error {
	enough := longest * float64(len(sizes)) // seconds
	for round, taken := 0, 0.0; round < rounds && (round == 0 || taken < enough); round++ {
		for i := range sizes {
			s := &sizes[i]
			t, err := s.run.seconds(s.batch)
			if err != nil {
				return err
			}
			s.seconds = append(s.seconds, t)
			taken += t * float64(s.batch)
		}
	}
	return nil
}

// times is the median ratio of a size's time to that of another in the same round.
func (s *size) times(other *size) float64 {
	var ratios []float64
	for i, t := range s.seconds {
		ratios = append(ratios, t/other.seconds[i])
	}
	return median(ratios)
}

// workersOfRun prints what a second worker gains within one large network.
func (b *bench) workersOfRun() error {
	cohorts := "10000"
	if b.large {
		cohorts = "100000"
	}
	var sizes []size
	for workers := 1; workers <= 2; workers++ {
		r, err := runOf("population", "tasks.addition.memorization.cohorts="+cohorts)
		if err != nil {
			return err
		}
		r.workers = workers
		s, err := newSize(strconv.Itoa(workers), r)
		if err != nil {
			return err
		}
		sizes = append(sizes, s)
	}
	if err := inTurns(sizes, 4*b.rounds); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n## Cores: one network of %d agents\n", sizes[0].agents)
	t := table{{"workers", "whole run, ms", "times as fast"}}
	for i := range sizes {
		t.row(sizes[i].value, milliseconds(median(sizes[i].seconds)), short(sizes[0].times(&sizes[i])))
	}
	t.print(b.out)
	return nil
}
