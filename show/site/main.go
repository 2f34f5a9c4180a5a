// Command site makes the laboratory a folder of files for any web host: the page, and the engine compiled to WebAssembly, which
// runs in a worker of the reader's browser. No server computes.
//
//	go run ./show/site -o laboratory
//	python3 -m http.server -d laboratory     look at it
//
// All addresses are relative, so the folder may lie anywhere below a host. A browser opens it over HTTP only, not as a file.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	dir := flag.String("o", "", "write the files into this folder, which must be empty or new")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "site: expected -o DIR and nothing else")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	files, err := build(ctx, *dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
	for _, f := range files {
		fmt.Printf("%9d bytes %9d compressed  %s\n", f.bytes, f.compressed, filepath.Join(*dir, f.name))
	}
}
