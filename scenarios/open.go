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

//go:embed *.yaml *.fit.json
var builtin embed.FS

// List names the built-in scenarios, in alphabetical order.
func List() []string {
	files, _ := builtin.ReadDir(".")
	var names []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".yaml"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Fit is the fit of a built-in scenario, as circsim calibrate wrote it (docs/calibration.md). Most have none.
func Fit(name string) (fit []byte, ok bool) {
	fit, err := builtin.ReadFile(name + ".fit.json")
	return fit, err == nil
}

// Named reads a built-in scenario. The error is of type [Errors].
func Named(name string) (*Scenario, []Warning, error) { return openBuiltin(name, nil, Parse) }

// Open reads a scenario file, or the built-in scenario of that name if there is no such file, and then makes PATH=VALUE
// settings. A folder with the name of a built-in scenario, as a sweep makes one, does not hide the scenario. The error is
// of type [Errors].
func Open(nameOrPath string, sets []string) (*Scenario, []Warning, error) {
	return open(nameOrPath, sets, Parse)
}

// OpenOne is [Open] for a single run, by [ParseOne].
func OpenOne(nameOrPath string, sets []string) (*Scenario, []Warning, error) {
	return open(nameOrPath, sets, ParseOne)
}

type parser func(name string, text []byte, sets []string) (*Scenario, []Warning, error)

func open(nameOrPath string, sets []string, parse parser) (*Scenario, []Warning, error) {
	text, err := read(nameOrPath)
	isFolder := func() bool {
		info, err := os.Stat(nameOrPath)
		return err == nil && info.IsDir()
	}
	if errors.Is(err, fs.ErrNotExist) || slices.Contains(List(), nameOrPath) && isFolder() {
		return openBuiltin(nameOrPath, sets, parse)
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	if err != nil {
		return nil, nil, Errors{{File: nameOrPath, Msg: fmt.Sprintf("%s, expected a scenario file", err)}}
	}
	return parse(nameOrPath, text, sets)
}

func openBuiltin(name string, sets []string, parse parser) (*Scenario, []Warning, error) {
	if name == "" {
		return nil, nil, Errors{{File: `""`, Msg: "no name, expected a scenario file or the name of a built-in scenario"}}
	}
	source, err := builtin.ReadFile(name + ".yaml")
	if err == nil {
		return parse(name, source, sets)
	}
	for _, extension := range []string{".yaml", ".yml"} {
		if info, err := os.Stat(name + extension); err == nil && !info.IsDir() {
			return nil, nil, Errors{{File: text.Line(name), Msg: "no such file, and no built-in scenario of that name, did you mean " + text.Line(name+extension) + "?"}}
		}
	}
	base := strings.TrimSuffix(filepath.Base(name), ".yaml")
	msg := fmt.Sprintf("no such file, and no built-in scenario of that name%s", text.Hint(base, List()))
	return nil, nil, Errors{{File: text.Line(name), Msg: msg}}
}

// read reads a file, up to one byte more than a scenario may have.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1))
}
