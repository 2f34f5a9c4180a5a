package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var rewrite = flag.Bool("rewrite", false, "put what the commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"circsim": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		UpdateScripts:       *rewrite,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "samefiles": sameFiles, "json": oneObject, "short": short100,
			"damage": damage, "truncate": truncate,
		},
	})
}

// exits STATUS COMMAND... checks the exit status of a command.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, expected %d", got, want)
	}
}

// damage FILE OFFSET flips a bit of a file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	data[at] ^= 1
	ts.Check(os.WriteFile(path, data, 0o644))
}

// truncate FILE leaves 100 bytes of a file.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.Truncate(ts.MkAbs(args[0]), 100))
}

// samefiles A B checks that two folders hold the same visible files.
func sameFiles(ts *testscript.TestScript, _ bool, args []string) {
	list := func(dir string) map[string][]byte {
		files := map[string][]byte{}
		ts.Check(filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			name, _ := filepath.Rel(dir, path)
			files[name], err = os.ReadFile(path)
			return err
		}))
		return files
	}
	a, b := list(ts.MkAbs(args[0])), list(ts.MkAbs(args[1]))
	if len(a) != len(b) || len(a) == 0 {
		ts.Fatalf("%d and %d files", len(a), len(b))
	}
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			ts.Fatalf("%s differs", name)
		}
	}
}

// json KEY... VALUE checks that standard output is one JSON object with that value
// (or any) at the keys.
func oneObject(ts *testscript.TestScript, _ bool, args []string) {
	d := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	var object any
	ts.Check(d.Decode(&object))
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		ts.Fatalf("more than one JSON value")
	}
	for _, key := range args[:len(args)-1] {
		members, _ := object.(map[string]any)
		member, ok := members[key]
		if !ok {
			ts.Fatalf("no %s", key)
		}
		object = member
	}
	got, _ := json.Marshal(object)
	if want := args[len(args)-1]; want != "any" && string(got) != want {
		ts.Fatalf("%s is %s, expected %s", strings.Join(args[:len(args)-1], "."), got, want)
	}
}

// short checks that no line of standard output is longer than 100 columns.
func short100(ts *testscript.TestScript, _ bool, _ []string) {
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if len([]rune(line)) > 101 {
			ts.Fatalf("long line: %s", line)
		}
	}
}
