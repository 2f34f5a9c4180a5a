// Package circsim documents the module; the program is cmd/circsim.
//
// circsim simulates how abilities emerge in neural networks as a competition
// of circuits, its agents, for one network's parameter budget. Data flows one
// way, and packages import only from rooms further down:
//
//  1. scenarios reads a study from YAML and checks everything it says.
//  2. sweep expands its design into a plan of runs, in parts. designs says where
//     to look: points of a cube, brackets of a threshold, the neighbourhood of a boundary.
//  3. sim lives one network's life, with the rules of circuits, the random
//     streams of random and the measures of metrics; regimes names what its curves show.
//  4. output writes each part's tables, whole or not at all, as Parquet.
//  5. analysis reads a sweep's tables for its closing table and, with sensitivity, says which keys
//     matter. quantities names what runs are compared by. findings judges tables of evaluations, ours or
//     others', that evaluations reads: where abilities emerge (thresholds), by which definition
//     (emergence), by what law (scalinglaws) and through what kind of transition (transitions).
//  6. claims sweeps scenarios and holds what frames reads of their tables against what papers have
//     published, with pictures. cmd/circsim puts it all before a person.
//
// The main loop is cmd/circsim/sweep.go, sweep.Run, sim.Run, circuits.
package circsim
