// Package circsim documents the module; the program is cmd/circsim.
//
// circsim simulates how abilities emerge in neural networks as a competition
// of circuits, its agents, for one network's parameter budget. Data flows one
// way, and packages import only from rooms further down:
//
//  1. scenarios reads a study from YAML and checks everything it says.
//  2. sweep expands its design into a plan of runs, in parts. sweep/designs says where
//     to look: points of a cube, brackets of a threshold, the neighbourhood of a boundary.
//  3. sim lives one network's life, with the rules of circuits, the random streams of
//     internal/random and the measures of sim/metrics; sim/regimes names what its curves show.
//  4. output writes each part's tables, whole or not at all, as Parquet, and reads them back.
//  5. sweep/summary reads a sweep's tables for its closing table. analysis judges tables of
//     evaluations, ours or others', that analysis/evaluations reads: where abilities emerge
//     (thresholds), by which definition (emergence), by what law (scalinglaws), through what kind
//     of transition (transitions), and which keys matter (sensitivity); what they all need of
//     statistics is in analysis/stat.
//  6. analysis/claims holds the tables of scenarios against what papers have published; show draws
//     them. cmd/circsim puts it all before a person.
//
// The main loop is cmd/circsim/sweep.go, sweep.Run, sim.Run, circuits.
package circsim
