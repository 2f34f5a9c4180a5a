// Package emergence judges whether an ability is emergent, by each of the four
// definitions that the survey of Berti, Giorgi and Kasneci (arXiv:2503.05788)
// sets side by side. Every judgement is a verdict with its evidence; the
// package reads and writes nothing.
//
//	Performance     flat at chance, then above it, and not foreseen        performance.go
//	Metric          under every metric, or only under sharp ones           metric.go
//	Loss            one curve of pre-training loss, at chance above eta    loss.go
//	Representation  something inside changes first, and carries it         representation.go
//
// Scores along a scale are stat.Series. All intervals are 95%, all tests
// at 5%. A verdict is undecided where the data cannot tell, and says why.
//
// What goes with Metric: kind.go knows which metrics are sharp, resolution.go what
// a test set of some size can see, induced.go makes sharp metrics of smooth
// quantities, fractions.go counts. With Loss: collapse.go compares loss with its
// rivals, eta.go finds the threshold loss.
package emergence
