package output

import (
	"os"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// BenchmarkCurves writes parts of a thousand runs with 200 points of two tasks
// and reports rows of curves per second and their bytes on disk.
func BenchmarkCurves(b *testing.B) {
	const runs = 1000
	m := study(runs, runs, scenarios.CircuitsNone)
	results := make([]*sim.Result, runs)
	for i := range results {
		results[i] = like(int64(i), 200)
	}
	rows := float64(runs * len(results[0].Curves))
	dir := b.TempDir()
	b.ReportAllocs()
	for b.Loop() {
		writeAll(b, dir, m, func(run int64) *sim.Result { return results[run] })
	}
	report(b, rows, PartPath(dir, Curves, 0))
}

// BenchmarkRuns writes a part of many runs without curves.
func BenchmarkRuns(b *testing.B) {
	const runs = 20000
	m := study(runs, runs, scenarios.CircuitsNone)
	results := make([]*sim.Result, runs)
	for i := range results {
		results[i] = like(int64(i), 2)
		results[i].Curves = nil
	}
	dir := b.TempDir()
	for b.Loop() {
		writeAll(b, dir, m, func(run int64) *sim.Result { return results[run] })
	}
	report(b, 2*runs, PartPath(dir, Runs, 0))
}

func report(b *testing.B, rows float64, path string) {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(info.Size())/rows, "bytes/row")
}

// BenchmarkReadRuns reads a table of many runs back.
func BenchmarkReadRuns(b *testing.B) {
	const runs = 50000
	m := study(runs, runs, scenarios.CircuitsNone)
	dir := b.TempDir()
	if err := m.Write(dir); err != nil {
		b.Fatal(err)
	}
	r := like(0, 2)
	writeAll(b, dir, m, func(run int64) *sim.Result { return r })
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		for _, err := range ReadRuns(dir) {
			if err != nil {
				b.Fatal(err)
			}
			rows++
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkSmallParts reports the time of a part of one run with two points and no circuits, which is the cost of a part
// whatever it holds, and that of a part of eleven runs with curves and circuits.
func BenchmarkSmallParts(b *testing.B) {
	for _, of := range []struct {
		name     string
		runs     int64
		points   int
		circuits scenarios.Circuits
	}{{"bare", 1, 2, scenarios.CircuitsNone}, {"usual", 11, 60, scenarios.CircuitsFinal}} {
		b.Run(of.name, func(b *testing.B) {
			const parts = 60
			m := study(parts*of.runs, of.runs, of.circuits)
			r := like(0, of.points)
			dir := b.TempDir()
			b.ReportAllocs()
			for b.Loop() {
				writeAll(b, dir, m, func(int64) *sim.Result { return r })
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*parts), "µs/part")
		})
	}
}

// BenchmarkResume takes over a part of curves and runs: what it costs to commit an
// unfinished part and to go on with it.
func BenchmarkResume(b *testing.B) {
	const runs = 1000
	m := study(runs+1, runs+1, scenarios.CircuitsNone)
	dir := b.TempDir()
	results := make([]*sim.Result, runs)
	for i := range results {
		results[i] = like(int64(i), 200)
	}
	rows := runs * (len(results[0].Curves) + len(results[0].Tasks))
	checkpoint := func() {
		p, err := NewPart(dir, m, 0)
		if err != nil {
			b.Fatal(err)
		}
		from, err := p.Resume(dir)
		if err != nil {
			b.Fatal(err)
		}
		addAll(b, p, int64(len(from)), runs, func(run int64) *sim.Result { return results[run] })
		if err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	checkpoint()
	b.ReportAllocs()
	for b.Loop() {
		checkpoint()
	}
	report(b, float64(rows), PartPath(dir, Curves, 0))
}

// BenchmarkPartState checks a part of some megabytes against its checksums.
func BenchmarkPartState(b *testing.B) {
	const runs = 300
	m := study(runs, runs, scenarios.CircuitsNone)
	dir := b.TempDir()
	writeAll(b, dir, m, func(run int64) *sim.Result { return like(run, 200) })
	info, err := os.Stat(PartPath(dir, Curves, 0))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		if state, err := m.PartState(dir, 0); state != Complete {
			b.Fatal(err)
		}
	}
}
