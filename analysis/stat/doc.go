// Package stat is the one home of the statistics that the analyses share.
//
//	estimate.go    a value with its 95% interval, and what it means to have no bound
//	interval.go    where intervals are made: percentiles of resamples, standard errors
//	spread.go      intervals by the spread of few resamples
//	percentile.go  the one rule for percentiles
//	student.go     Student's t, with the normal as its limit, and Fisher's F
//	quantiles.go   quantiles of these that were computed before
//	sample.go      mean, median and share of a sample, with and without intervals
//	regression.go  a straight line by weighted least squares
//	isotonic.go    an increasing curve by weighted least squares
//	series.go      scores along a scale, in one order
//	resample.go    draws of a bootstrap
//	parallel.go    a loop on all cores whose results are in order
package stat
