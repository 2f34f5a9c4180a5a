package main

import "runtime"

// available is the number of processors that the Go scheduler starts with: the cores, or what GOMAXPROCS says.
var available = runtime.GOMAXPROCS(0)

// cores is the number of networks that can be simulated at once.
func cores() int { return available }

// coverDiskWaits gives the scheduler a processor more for every two workers of a sweep, who share a writer. A goroutine that
// waits for the disk keeps its processor until the scheduler takes it away, up to some milliseconds, and a core would idle.
func coverDiskWaits(workers int) { runtime.GOMAXPROCS(available + (workers+1)/2) }
