// Package frames holds a table of a sweep in memory, to filter and group in a few words.
//
//	f, err := frames.Read("results/grokking", output.Runs)
//	f.Where("task", "addition").At("tasks_addition_items", 3831).Floats("step_test")
//	f.BySeed(func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
//
// Columns are read when they are first asked for. A null is NaN, or the empty word. Rows stay in the order of the
// plan. A column that the table does not have is a fault of the program that asks: a panic that names it.
package frames
