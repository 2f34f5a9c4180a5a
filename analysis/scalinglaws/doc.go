// Package scalinglaws fits the published forms by which loss falls with parameters, tokens and
// compute, and says what the data do not tell.
//
//	fit, err := scalinglaws.Hoffmann(runs, stat.Bootstrap{Resamples: 1000, Stream: stream})
//	loss := fit.Predict(scalinglaws.Run{Params: 70e9, Tokens: 1.4e12})
//	best, err := fit.Optimum(5.76e23)
//
// Every law of loss minimises a sum of Huber losses of residuals of ln loss, from many starts, to the
// true optimum; isoflop.go and envelope.go fit the best sizes by least squares instead. Intervals are
// those of a bootstrap over runs. Beside its constants it reports how
// many starts converged and reached the best objective, how well the constants can be told apart,
// and which are not identified and why. Runs that cannot tell the constants at all are an error
// that names what is missing.
//
// A fit is a pure function of the set of runs and of the bootstrap's stream: neither the order of
// the runs nor the number of cores changes a bit of it.
package scalinglaws
