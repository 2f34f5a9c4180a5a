// Package findings is the fifth room of circsim, beside analysis: it says what tables of
// evaluations show, of simulated networks and of real models alike, by one code.
//
//	r, _ := findings.Analyze(ctx, paths, mapping, findings.Options{})
//	r.WriteText(os.Stdout)                 tables for people
//	r.JSON()                               one object
//	findings.WriteParquet(path, r.Thresholds)
//
// A table goes this way:
//
//  1. evaluations reads it: one row per model, checkpoint and task
//  2. scale.go picks the scales along which it is looked at, line.go lays rows along them, everything
//     else held fixed, and series.go takes one metric of a line
//  3. estimators.go measures every series (package thresholds), exponents.go how thresholds move
//  4. verdicts.go judges by the four definitions of emergence (package emergence)
//  5. laws.go fits scaling laws (package scalinglaws), diagram.go boundaries and
//     descents (package transitions)
//  6. text.go, json.go and parquet.go write it down
//
// Every line is worked at by itself, with random numbers keyed by what they are for: a report is
// the same whatever the cores.
package findings
