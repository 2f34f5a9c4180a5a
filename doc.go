// Package circsim documents the module; the program is cmd/circsim.
//
// circsim simulates how abilities emerge in neural networks as a competition
// of circuits, its agents, for one network's parameter budget. Data flows one
// way:
//
//  1. scenarios reads a study from YAML and checks everything it says.
//  2. sweep expands its design into a plan of runs, in parts. sweep/designs says where
//     to look: points of a cube, brackets of a threshold, the neighbourhood of a boundary.
//  3. sim simulates the training of one network. The rules of the agents are in circuits, the
//     metrics of an outside observer in sim/metrics; sim/regimes names what the curves show.
//  4. output writes each part's tables, whole or not at all, as Parquet, and reads them back.
//  5. sweep/summary reads a sweep's tables for its closing table.
//  6. analysis judges tables of evaluations, ours or others', that analysis/evaluations reads:
//     where abilities emerge (thresholds), by which definition (emergence), by what law
//     (scalinglaws), through what kind of transition (transitions), and which keys matter
//     (sensitivity), where regions of a plane meet (boundaries), and what small models foretell of
//     larger ones (forecasts). They share the statistics of analysis/stat.
//  7. calibration fits a scenario's constants to measured training runs, and forecasts other ones.
//  8. analysis/claims compares tables of the library with what papers have published; show draws.
//
// A sweep goes from cmd/circsim/sweep.go by sweep.Run and sim.Run to the rules in circuits. The
// doc.go of a package says what each of its files is for, and CONTRIBUTING.md where to add a key, a
// column, a kind of circuit, a design or a claim.
//
// Packages import only from layers further down, which house_test.go lists and holds.
//
// A run is a pure function of the scenario and the seed. Three things make it so: internal/random
// keys every stream by the seed and a purpose, sim adds numbers in a fixed order of blocks, and
// sweep numbers runs by their place in the plan, never by worker or shard.
//
// From Go, scenarios.Named or scenarios.Parse gives a Scenario, Scenario.With changes keys of it, and
// sim.Run makes a run; the example is complete.
package circsim
