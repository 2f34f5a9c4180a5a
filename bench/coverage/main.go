// Command coverage measures how often the 95% intervals of analyze hold the truth, on curves and tables of forms that are not the
// fitted one, and writes docs/coverage.md:
//
//	go run ./bench/coverage > docs/coverage.md
//
// shapes.go has the forms, design.go the noise and the scales, measure.go counts. laws.go, phases.go and broken.go have tables for other
// estimators, which others.go counts. page.go writes.
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
	text, err := page(ctx, *trials)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(text)
}
