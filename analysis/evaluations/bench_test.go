package evaluations

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/parquet-go/parquet-go"
)

var benchRows = flag.Int("rows", 50_000, "rows of the tables that benchmarks read")

// bigTables writes tables of n rows, like evaluations of models over training. It returns mappings by path.
func bigTables(t testing.TB, n int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	metrics := []string{"acc", "acc_stderr", "f1", "ppl"}
	long, wide := make([]longLine, 0, n), make([]wideLine, 0, n)
	for i := range n {
		x := rng.Float64()
		k := i / len(metrics)
		long = append(long, longLine{
			Family: "a", Model: fmt.Sprint("model-", k/50%10), Task: fmt.Sprint("task-", k%50), Shot: "5", Step: int64(k / 500), Params: 1e6 * float64(1+k/50%10), Tokens: 1e9,
			Metric: metrics[i%len(metrics)], Value: x,
		})
		wide = append(wide, wideLine{
			Family: "a", Model: fmt.Sprint("model-", i/50%10), Task: fmt.Sprint("task-", i%50), Shot: "5", Step: int64(i / 500), Params: 1e6 * float64(1+i/50%10), Tokens: 1e9,
			Loss: 2 + x, Acc: &x, AccError: &x, F1: &x, PPL: &x,
		})
	}
	write := func(name, header string, line func(i int) string) string {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(f)
		fmt.Fprint(w, header)
		for i := range n {
			fmt.Fprintln(w, line(i))
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		f.Close()
		return f.Name()
	}
	tables := map[string]string{
		write("long.csv", longHeader, func(i int) string { return long[i].csv() }): mapped,
		write("wide.csv", wideHeader, func(i int) string { return wide[i].csv() }): mappedWide,
	}
	longPath, widePath := filepath.Join(dir, "long.parquet"), filepath.Join(dir, "wide.parquet")
	if err := parquet.WriteFile(longPath, long, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(1<<17)); err != nil {
		t.Fatal(err)
	}
	if err := parquet.WriteFile(widePath, wide, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(1<<17)); err != nil {
		t.Fatal(err)
	}
	tables[longPath], tables[widePath], tables[bigSweep(t, n)] = mapped, mappedWide, ""
	return tables
}

// bigSweep writes the tables of a sweep with random numbers.
func bigSweep(t testing.TB, n int) string {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte(small), []string{"tasks.second.items=0"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := output.NewManifest(s, []output.Round{{Runs: int64(n), RunsPerPart: 1 << 14}})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "small")
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	x := rng.Float64
	for index := range m.Parts {
		p, err := output.NewPart(dir, m, index)
		if err != nil {
			t.Fatal(err)
		}
		first, runs := m.Block(index)
		for run := first; run < first+runs; run++ {
			task := sim.TaskResult{
				Name: "first", Regime: sim.Grokking, TaskState: sim.TaskState{
					Measured:      &sim.Measured{TestAccuracy: x(), ExactMatch: x(), MultipleChoice: x()},
					Metrics:       sim.Metrics{TrainLoss: x(), TestLoss: x(), TrainAccuracy: x(), TestAccuracy: x(), ExactMatch: x(), EditDistance: x(), Brier: x(), LogLikelihood: x(), MultipleChoice: x()},
					MemorizedBits: x(), Generalization: x(), Memorization: x(), MemorizationLoad: x(), GeneralizationLoad: x()},
				WithoutGeneralization: sim.Ablation{TrainAccuracy: x(), TestAccuracy: x()}, WithoutMemorization: sim.Ablation{TrainAccuracy: x(), TestAccuracy: x()},
			}
			result := &sim.Result{Scenario: s, Seed: 1 + run%2, Steps: 60, Tasks: []sim.TaskResult{task}, Network: sim.NetworkResult{Load: x(), Norm: x(), Loss: x(), FLOPs: x(), Tokens: x()}}
			if err := p.Add(run, []any{2 + 5*(run/2%2), "transformer", 1000 + run, x()}, result); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// BenchmarkRead reads tables of -rows rows: go test -run '^$' -bench Read ./analysis/evaluations -rows 1000000
func BenchmarkRead(b *testing.B) {
	for path, mapping := range bigTables(b, *benchRows) {
		m := Mapping{}
		if mapping != "" {
			m, _ = ParseMapping("map.yaml", []byte(mapping))
		}
		b.Run(filepath.Base(path), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := Read(path, m); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(*benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// TestGarbage bounds the allocations for each further row: about none for Parquet, and for CSV the one of the CSV
// reader.
func TestGarbage(t *testing.T) {
	const few, many = 10_000, 30_000
	allocated := map[string][2]uint64{}
	for i, n := range []int{few, many} {
		for path, mapping := range bigTables(t, n) {
			m := Mapping{}
			if mapping != "" {
				m, _ = ParseMapping("map.yaml", []byte(mapping))
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := Read(path, m); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			counts := allocated[filepath.Base(path)]
			counts[i] = after.Mallocs - before.Mallocs
			allocated[filepath.Base(path)] = counts
		}
	}
	for name, counts := range allocated {
		perRow := (float64(counts[1]) - float64(counts[0])) / (many - few)
		most := 0.2
		if filepath.Ext(name) == ".csv" {
			most = 1.2
		}
		if perRow > most {
			t.Errorf("%s: %.2f allocations for each row, expected at most %.1f", name, perRow, most)
		}
	}
}
