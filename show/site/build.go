package main

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/show/laboratory"
	"github.com/circsim/circsim/show/site/amd64"
)

// worker starts the engine in a web worker.
//
//go:embed worker.js
var worker []byte

const engine = "github.com/circsim/circsim/show/laboratory/worker"

// file is a file of the site.
type file struct {
	name              string
	bytes, compressed int // compressed as web hosts send it, by gzip
}

// build writes the site into a folder that is empty or not there, and gives its files, the largest first.
func build(ctx context.Context, dir string) ([]file, error) {
	if err := refuseFull(dir); err != nil {
		return nil, err
	}
	files, err := laboratory.Page(laboratory.WASM)
	if err != nil {
		return nil, err
	}
	files["worker.js"] = worker
	if files["circsim.wasm"], err = compiled(ctx); err != nil {
		return nil, err
	}
	if files["wasm_exec.js"], err = support(ctx); err != nil {
		return nil, err
	}
	var list []file
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, files[name], 0o666); err != nil {
			return nil, err
		}
		small, err := compressed(files[name])
		if err != nil {
			return nil, err
		}
		list = append(list, file{name, len(files[name]), small})
	}
	slices.SortStableFunc(list, func(a, b file) int { return b.bytes - a.bytes })
	return list, nil
}

func refuseFull(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s: is not empty, expected an empty or a new folder", dir)
	}
	return nil
}

// compiled is the engine as WebAssembly.
func compiled(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "circsim-site-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	goVersion, err := ask(ctx, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	overlay, err := replacement(ctx, folder)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "circsim.wasm")
	version := fmt.Sprintf("%s %s js/wasm", output.Version, goVersion)
	if _, err := ask(ctx, "build", "-trimpath", "-overlay", overlay, "-o", path, "-ldflags", "-s -w -X 'main.version="+version+"'", engine); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// replacement writes what puts the exponential of package amd64 into package math, and gives the path of the file that says so.
func replacement(ctx context.Context, folder string) (string, error) {
	root, err := ask(ctx, "env", "GOROOT")
	if err != nil {
		return "", err
	}
	source, list := filepath.Join(folder, "exp.go"), filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(source, []byte(amd64.Source()), 0o666); err != nil {
		return "", err
	}
	replaced := map[string]map[string]string{"Replace": {filepath.Join(root, "src", "math", "exp_noasm.go"): source}}
	content, err := json.Marshal(replaced)
	if err != nil {
		return "", err
	}
	return list, os.WriteFile(list, content, 0o666)
}

// support is the script of the Go release that connects its WebAssembly with a browser.
func support(ctx context.Context) ([]byte, error) {
	root, err := ask(ctx, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
}

// ask runs the go command for WebAssembly, and gives the line that it prints.
func ask(ctx context.Context, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var messages bytes.Buffer
	command.Stderr = &messages
	line, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, messages.String())
	}
	return strings.TrimSpace(string(line)), nil
}

// compressed is the number of bytes that gzip makes of some.
func compressed(content []byte) (int, error) {
	var small bytes.Buffer
	w, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	return small.Len(), err
}
