package lanes

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// The assembly is that of its generator, which is a module of its own.
func TestTheAssemblyIsGenerated(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the generator: left out by -short")
	}
	test := exec.Command("go", "test", "-count=1", "./...")
	test.Dir = "asm"
	test.Env = append(os.Environ(), "GOWORK=off")
	if out, err := test.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, bytes.TrimSpace(out))
	}
}
