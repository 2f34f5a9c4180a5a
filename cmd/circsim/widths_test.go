package main

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// A run of every scenario prints the same bytes with the vector instructions of AVX-512, of AVX2 and without any.
func TestEveryVectorWidthGivesTheSameBytes(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("only amd64 has vector kernels")
	}
	if testing.Short() {
		t.Skip("makes a run of every scenario three times")
	}
	for _, name := range scenarios.List() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			widest := runWith(t, "", name)
			for _, without := range []string{"cpu.avx512f=off", "cpu.avx512f=off,cpu.avx2=off"} {
				if got := runWith(t, without, name); !bytes.Equal(got, widest) {
					t.Errorf("other bytes with GODEBUG=%s", without)
				}
			}
		})
	}
}

// runWith is what a run prints, with every circuit, under a setting of GODEBUG.
func runWith(t *testing.T, godebug, name string) []byte {
	t.Helper()
	cmd := exec.Command("circsim", "run", name, "--json", "--set", "record.circuits=final")
	cmd.Env = append(os.Environ(), "GODEBUG="+godebug)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}
