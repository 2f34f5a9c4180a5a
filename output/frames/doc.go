// Package frames holds a table of a sweep in memory, to filter and group in a few words.
//
//	f := frames.Read("results/grokking", output.Runs)
//	f.Where("task", "addition").At("tasks_addition_items", 3831).Floats("step_test")
//	f.BySeed(func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
//	if err := f.Err(); err != nil { ... }
//
// A column is read when it is first used. A null is NaN, or the empty word. Rows keep the order of the plan. The table
// keeps its first error, so that callers check once, after computing.
package frames
