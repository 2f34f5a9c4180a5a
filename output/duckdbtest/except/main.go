// Command except compares the tables of two sweeps with DuckDB's EXCEPT ALL, both
// ways. A and B are folders of scenarios, such as results/grokking:
//
//	go run ./except A B
//
// It prints one line per table. Exit status 1 says that a row is not in both, that
// a table is missing or empty, or that DuckDB cannot read one.
package main

import (
	"fmt"
	"os"

	"github.com/circsim/circsim/output/duckdbtest"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "except: expected two folders of scenarios, such as results/grokking")
		os.Exit(2)
	}
	differences, err := duckdbtest.Except(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "except:", err)
		os.Exit(1)
	}
	status := 0
	for _, d := range differences {
		fmt.Println(d)
		if !d.None() {
			status = 1
		}
	}
	os.Exit(status)
}
