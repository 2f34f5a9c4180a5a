// Command circsim simulates circuits that compete for a network's parameters, and writes tables of what they do.
package main

import "os"

func main() {
	os.Exit(execute(os.Args, os.Stdout, os.Stderr))
}
