// Command circsim simulates circuits that compete for a network's parameters,
// and keeps what they do in tables.
package main

import "os"

func main() {
	os.Exit(execute(os.Args, os.Stdout, os.Stderr))
}
