// Package emergence judges whether an ability is emergent, by each of the four definitions that the survey of Berti,
// Giorgi and Kasneci (arXiv:2503.05788) compares. Every judgement is a verdict with its evidence; the package reads and
// writes no files.
//
//	Performance     at chance, then above it, and not predicted by extrapolation   performance.go
//	Metric          under every metric, or only under sharp ones                   metric.go
//	Loss            one curve of pre-training loss, at chance above a threshold    loss.go
//	Representation  an order parameter changes first, and carries the score        representation.go
//
// Scores along a scale are stat.Series. All intervals are 95%, all tests at 5%. A verdict is undecided if the data
// cannot tell, and gives the reason.
package emergence
