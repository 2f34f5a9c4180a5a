package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// collectsAt is the percentage with which the garbage collector works.
func collectsAt() uint64 {
	percent := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(percent)
	return percent[0].Value.Uint64()
}

func TestOnlyTheFirstCollectionIsLate(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	collectLate()
	if percent := collectsAt(); percent != lateCollection {
		t.Errorf("begins with %d%%, expected %d%%", percent, lateCollection)
	}
	runtime.GC()
	for began := time.Now(); collectsAt() != 100; time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("collects at %d%% after the first collection, expected 100%%", collectsAt())
		}
	}
}

func TestTheCollectionThatAUserWantsStays(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	collectLate()
	if percent := collectsAt(); percent != 50 {
		t.Errorf("collects at %d%%, expected 50%%", percent)
	}
}
