// Package quantities names the numbers that one finished run gives for a task: what an adaptive
// sweep compares with its level, and what a sensitivity analysis explains. The names are those of
// the numeric result columns of the runs table, and a quantity has one value whether it is taken
// from a run in memory or from the run's row.
//
//	of, ok := quantities.Of("test_accuracy")
//	x := of(&result.Tasks[0], &result.Network)
package quantities
