// Package regimes names the training dynamics that curves of training and test accuracy show.
//
// Simulated runs and recorded curves are labelled by one rule (regime.go, curve.go). Recorded curves can also be
// labelled by the phases of Liu et al. (liu.go).
package regimes
