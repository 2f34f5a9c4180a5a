package main

import (
	"fmt"
	"io"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

// answer prints the result of a verb: one JSON object with --json, otherwise text for people.
func answer(c *cli.Context, object func() ([]byte, error), people func(text.Screen) string) error {
	if !c.Bool("json") {
		return write(c.App.Writer, []byte(people(text.ScreenOf(c.App.Writer))))
	}
	line, err := object()
	if err != nil {
		return err
	}
	return write(c.App.Writer, line)
}

// write puts a result on standard output.
func write(stdout io.Writer, result []byte) error {
	if _, err := stdout.Write(result); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// writeFile puts a result into a file, whole or not at all, and says so. What is there is replaced with --replace alone.
func writeFile(c *cli.Context, path string, result []byte) error {
	err := output.Create(path, c.Bool("replace"), func(w io.Writer) error {
		_, err := w.Write(result)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%s: written\n", path)
	return nil
}

func warn(stderr io.Writer, warnings []scenarios.Warning) {
	for _, w := range warnings {
		fmt.Fprintln(stderr, w.String()+" (warning)")
	}
}
