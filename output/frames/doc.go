// Package frames holds a table of a sweep in memory, to filter and group in a few words.
//
//	f := frames.Read("results/grokking", output.Runs)
//	f.Where("task", "addition").At("tasks_addition_items", 3831).Floats("step_test")
//	f.BySeed(func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
//	if err := f.Err(); err != nil { ... }
//
// Columns are read when they are first asked for. A null is NaN, or the empty word. Rows stay in the order of the
// plan. Errors stay with the table: they are asked for once, after computing.
package frames
