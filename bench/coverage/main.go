// Command coverage measures how often the 95% intervals of package thresholds hold the truth, on curves of forms that are
// not the fitted one, and writes docs/coverage.md:
//
//	go run ./bench/coverage > docs/coverage.md
//
// shapes.go has the forms, design.go the noise and the scales, measure.go counts, page.go writes.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	trials := flag.Int("trials", 100, "curves of every design")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	found, err := measure(ctx, all(counts), *trials)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(page(found, *trials))
}
