package circsim_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/circsim/circsim"

// rooms are the top-level folders of Go code, from top to bottom. A room imports only from rooms below it; rooms
// of one line know nothing of each other.
var rooms = [][]string{
	{"cmd"},
	{"bench"},
	{"show"},
	{"calibration"},
	{"sweep"},
	{"analysis"},
	{"output"},
	{"sim"},
	{"circuits", "scenarios"},
	{"internal"},
}

// testRooms hold tests of everything and no other code.
var testRooms = []string{"docs"}

// level is the line of a room, -1 where there is no such room.
func level(room string) int {
	return slices.IndexFunc(rooms, func(line []string) bool { return slices.Contains(line, room) })
}

// roomOf is the room of a path below the module.
func roomOf(path string) string {
	room, _, _ := strings.Cut(filepath.ToSlash(path), "/")
	return room
}

// goFiles are the Go files of this module.
func goFiles(t *testing.T) []string {
	return slices.DeleteFunc(allGoFiles(t), nested)
}

// nested says whether a file belongs to a module within this one.
func nested(path string) bool {
	for dir := filepath.Dir(path); dir != "."; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return true
		}
	}
	return false
}

// allGoFiles are the Go files of this module and of those within it.
func allGoFiles(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != "." && (name == "testdata" || strings.HasPrefix(name, ".")) {
			return fs.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Imports point downwards only.
func TestRoomsImportDownwards(t *testing.T) {
	imports := 0
	for _, path := range goFiles(t) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		from := roomOf(path)
		for _, i := range file.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			below, ours := strings.CutPrefix(imported, module+"/")
			if !ours {
				continue
			}
			imports++
			if to := roomOf(below); to != from && level(to) <= level(from) {
				t.Errorf("%s imports %s: %s is not below %s", path, below, to, from)
			}
		}
	}
	if imports < 100 {
		t.Errorf("only %d imports seen", imports)
	}
}

// There are no rooms beside those of the plan, and rooms of tests hold nothing else.
func TestRooms(t *testing.T) {
	for _, path := range goFiles(t) {
		room := roomOf(path)
		switch {
		case room == path, level(room) >= 0: // a file of the root, or of a room
		case !slices.Contains(testRooms, room):
			t.Errorf("%s: there is no room %s", path, room)
		case !strings.HasSuffix(path, "_test.go"):
			t.Errorf("%s: %s holds tests only", path, room)
		}
	}
}
