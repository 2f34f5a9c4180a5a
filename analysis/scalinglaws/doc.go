// Package scalinglaws fits the published forms by which loss falls with parameters, tokens and
// compute, and says which constants the runs do not identify.
//
//	fit, err := scalinglaws.Hoffmann(runs, stat.Bootstrap{Resamples: 1000, Stream: stream})
//	loss := fit.Predict(scalinglaws.Run{Params: 70e9, Tokens: 1.4e12})
//	best, err := fit.Optimum(5.76e23)
//
// Laws of loss minimize the sum of the Huber losses of the residuals of ln loss, from many starts.
// isoflop.go and envelope.go fit best sizes by least squares instead. Intervals are those of a bootstrap
// over runs. A fit also reports how many starts converged and how many reached the best objective, the
// condition number of its constants, and which constants are not identified and why. Runs that cannot
// identify the constants at all are an error that names what they lack.
//
// A fit is a pure function of the set of runs and of the bootstrap's stream: neither the order of the
// runs nor the number of cores changes a bit of it.
package scalinglaws
