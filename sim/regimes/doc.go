// Package regimes names the dynamics that curves of training and test accuracy show: by the rule that simulated runs
// are labelled with (regime.go), of recorded curves whatever network they are of (curve.go), and by the phases of
// Liu et al. (liu.go).
package regimes
