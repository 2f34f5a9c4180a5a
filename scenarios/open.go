package scenarios

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

//go:embed *.yaml
var builtin embed.FS

// List names the built-in scenarios, in alphabetical order.
func List() []string {
	files, _ := builtin.ReadDir(".")
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

// Named reads a built-in scenario.
func Named(name string) (*Scenario, []Warning, error) {
	return openBuiltin(name, nil)
}

// Open reads a scenario file, or the built-in scenario of that name if there is no such
// file, with PATH=VALUE settings made on top. A directory of a built-in scenario's name does not hide the scenario:
// a sweep may have made it.
func Open(nameOrPath string, sets []string) (*Scenario, []Warning, error) {
	text, err := read(nameOrPath)
	if errors.Is(err, fs.ErrNotExist) || slices.Contains(List(), nameOrPath) && isDirectory(nameOrPath) {
		return openBuiltin(nameOrPath, sets)
	}
	if err != nil {
		return nil, nil, unreadable(nameOrPath, err)
	}
	return Parse(nameOrPath, text, sets)
}

func isDirectory(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func openBuiltin(name string, sets []string) (*Scenario, []Warning, error) {
	if name == "" {
		return nil, nil, Errors{{File: `""`, Msg: "no name, expected a scenario file or the name of a built-in scenario"}}
	}
	source, err := builtin.ReadFile(name + ".yaml")
	if err == nil {
		return Parse(name, source, sets)
	}
	base := strings.TrimSuffix(filepath.Base(name), ".yaml")
	msg := fmt.Sprintf("no such file, and no built-in scenario of that name%s", text.Hint(base, List()))
	return nil, nil, Errors{{File: text.Line(name), Msg: msg}}
}

// read reads a file, but never much more than a scenario can hold.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1))
}

func unreadable(path string, err error) Errors {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return Errors{{File: path, Msg: fmt.Sprintf("%s, expected a scenario file", err)}}
}
