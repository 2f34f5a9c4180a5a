// Package analysis says what tables of evaluations show. It is what the verb
// analyze runs, and judges simulated networks and real models by the same code.
//
//	r, err := analysis.Analyze(ctx, path, mapping, analysis.Options{})
//	people := r.Text(text.Screen{})                   // tables for people
//	object, err := r.JSON()                           // one JSON object
//	err = analysis.WriteParquet(name, r.Thresholds)   // a row for every number
//
// A table goes this way:
//
//  1. evaluations reads it: one row per model, checkpoint and task
//  2. sorted.go orders the rows, so that their order in the file has no effect; scale.go picks the
//     scales, such as parameters or tokens; line.go takes the rows along one scale, everything else held
//     fixed; series.go takes one metric of a line
//  3. budget.go and seeds.go say what of a large table is resampled; estimators.go measures every series
//     (package thresholds), resolution.go does so as if test sets were larger, exponents.go fits how
//     thresholds move
//  4. verdicts.go and loss.go judge by the four definitions of emergence (package emergence),
//     fractions.go counts how often; regimes.go labels whole curves of training (package regimes)
//  5. models.go gathers models, laws.go fits scaling laws (package scalinglaws), holdout.go tries them on the largest models,
//     optimum.go spends a budget by them, downstream.go follows loss to the error of tasks
//  6. plane.go finds boundaries over two axes, hysteresis.go what depends on the past, descent.go peaks,
//     order.go the signs of a phase transition (package transitions)
//  7. forecast.go predicts the scores of larger models (package forecasts), which is what the verb forecast runs
//     on tables
//  8. text.go, json.go and parquet.go write it down, text_sentence.go in a sentence
//
// Every line is judged by itself, with random numbers keyed by their purpose. So a report does not
// depend on the number of cores.
package analysis
