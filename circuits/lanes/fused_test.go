package lanes

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// On arm64 the compiler fuses a product and a sum wherever the code allows it.
func TestNothingIsFused(t *testing.T) {
	// The build of this test may be the same without a conversion. Reading the files
	// keeps a cached result from being taken for theirs.
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-gcflags=-S", ".")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64")
	listing, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, listing)
	}
	if !regexp.MustCompile(`\tFMULD\t`).Match(listing) {
		t.Fatalf("not a listing of arm64:\n%.1000s", listing)
	}
	for _, line := range regexp.MustCompile(`.*\tFN?M(ADD|SUB)[DS]\t.*`).FindAll(listing, -1) {
		t.Errorf("fused: %s", line)
	}
}
