package main

import (
	"runtime"
	"runtime/debug"
)

// lateCollection is the percentage with which the garbage collector first waits for 16 MiB, not 4. It makes a short run
// end before its garbage is worth collecting.
const lateCollection = 400

// collectLate lets the first collection wait. From then on the collector works as usual. A user's GOGC stays as it is.
func collectLate() {
	const usual = 100
	if set := debug.SetGCPercent(lateCollection); set != usual {
		debug.SetGCPercent(set)
		return
	}
	unreachable := new([32]byte) // smaller ones share their memory
	runtime.AddCleanup(unreachable, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
