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
	type unreachable struct{ self *unreachable }
	runtime.AddCleanup(new(unreachable), func(percent int) { debug.SetGCPercent(percent) }, usual)
}
