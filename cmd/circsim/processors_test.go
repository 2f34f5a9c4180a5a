package main

import (
	"runtime"
	"testing"
)

// Whoever asks for the cores after a sweep gets those of the machine.
func TestWaitsForTheDiskTakeNoCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	before := cores()
	for range 2 {
		coverDiskWaits(3)
		if got, want := runtime.GOMAXPROCS(0), before+2; got != want {
			t.Errorf("%d processors, expected %d", got, want)
		}
	}
	if got := cores(); got != before {
		t.Errorf("%d cores, expected %d", got, before)
	}
}
