package analysis

import (
	"bufio"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/parquet-go/parquet-go"
)

var benchRows = flag.Int("rows", 50_000, "rows of the tables that benchmarks analyze")

// BenchmarkAnalyze analyzes tables of -rows rows: go test -run '^$' -bench Analyze -rows 1000000 ./findings
func BenchmarkAnalyze(b *testing.B) {
	for _, table := range []struct {
		name  string
		write func(b *testing.B, path string, rows int)
	}{{"long.csv", writeCSV}, {"many.csv", writeMany}, {"long.parquet", writeParquet}, {"sweep", writeSweep}} {
		b.Run(table.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), table.name)
			table.write(b, path, *benchRows)
			for b.Loop() {
				if _, err := Analyze(b.Context(), path, evaluations.Mapping{}, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// checkpointScore is one score of a model's checkpoint.
type checkpointScore struct {
	Model  string  `parquet:"model,dict"`
	Params float64 `parquet:"params"`
	Tokens float64 `parquet:"tokens"`
	Step   int64   `parquet:"step"`
	Task   string  `parquet:"task,dict"`
	Metric string  `parquet:"metric,dict"`
	Value  float64 `parquet:"value"`
}

// longTable is two metrics of 50 tasks at 200 checkpoints of each model: scores that rise along compute, with noise.
func longTable(rows int) []checkpointScore {
	noise := random.NewStream(0, "bench")
	list := make([]checkpointScore, rows)
	for i := range list {
		model, step, task := i/20_000, 1000*float64(1+i/100%200), i/2%50
		s := checkpointScore{
			Model: fmt.Sprint("model", model), Params: math.Round(1e7 * math.Pow(1.2, float64(model))), Tokens: 2e6 * step, Step: int64(step),
			Task: fmt.Sprint("task", task), Metric: "acc",
		}
		rise := 1 / (1 + math.Exp(-3*(math.Log10(s.Params*s.Tokens)-16-0.1*float64(task))))
		s.Value = 0.25 + 0.7*rise + 0.01*noise.Normal(uint64(i))
		if i%2 == 1 {
			s.Metric, s.Value = "f1", rise+0.01*noise.Normal(uint64(i))
		}
		list[i] = s
	}
	return list
}

func writeCSV(b *testing.B, path string, rows int) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "model,params,tokens,step,task,metric,value")
	for _, s := range longTable(rows) {
		fmt.Fprintf(w, "%s,%v,%v,%d,%s,%s,%.4f\n", s.Model, s.Params, s.Tokens, s.Step, s.Task, s.Metric, s.Value)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

// writeMany writes one metric of 50 tasks at 25 checkpoints of each model: a curve for every 25 rows.
func writeMany(b *testing.B, path string, rows int) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	noise := random.NewStream(0, "bench")
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "model,params,tokens,step,task,metric,value")
	for i := range rows {
		model, step, task := i/1250, 1000*(1+i/50%25), i%50
		params, tokens := math.Round(1e7*math.Pow(1.02, float64(model))), 2e6*float64(step)
		rise := 1 / (1 + math.Exp(-3*(math.Log10(params*tokens)-16-0.1*float64(task))))
		fmt.Fprintf(w, "model%d,%v,%v,%d,task%d,acc,%.4f\n", model, params, tokens, step, task, 0.25+0.7*rise+0.01*noise.Normal(uint64(i)))
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

func writeParquet(b *testing.B, path string, rows int) {
	if err := parquet.WriteFile(path, longTable(rows), parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(1<<17)); err != nil {
		b.Fatal(err)
	}
}

const millionPlane = `name: grid
model: {params: 10000}
training: {steps: 200}
tasks:
  first: {classes: 10, universe: 1000, items: 500}
sweep:
  axes:
    - {path: tasks.first.items, linear: {from: 100, to: 900, points: 100}}
    - {path: model.params, log: {from: 1e3, to: 1e6, points: 100}}
  seeds: 100
record: {points: 2}
`

// writeSweep writes runs over a plane of 100 by 100 that were never made: accuracies rise with noise.
func writeSweep(b *testing.B, dir string, rows int) {
	s, _, err := scenarios.Parse("grid.yaml", []byte(millionPlane), nil)
	if err != nil {
		b.Fatal(err)
	}
	m, err := output.NewManifest(s, []output.Round{{Runs: int64(rows), RunsPerPart: 1 << 14}})
	if err != nil {
		b.Fatal(err)
	}
	if err := m.Write(dir); err != nil {
		b.Fatal(err)
	}
	noise := random.NewStream(0, "bench")
	seeds := max(int64(1), int64(rows)/10_000)
	for index := range m.Parts {
		p, err := output.NewPart(dir, m, index)
		if err != nil {
			b.Fatal(err)
		}
		first, runs := m.Block(index)
		for run := first; run < first+runs; run++ {
			point := run / seeds
			items, params := 100+8*float64(point%100), math.Round(1e3*math.Pow(10, 0.03*float64(point/100)))
			x := func(at, width float64) float64 {
				return 1 / (1 + math.Exp(-(math.Log10(items)-at)/width+0.1*noise.Normal(uint64(run))))
			}
			test, train := x(2.5, 0.05), 1-x(math.Log10(params/10), 0.1)
			task := sim.TaskResult{
				Name: "first", Regime: sim.Grokking, TaskState: sim.TaskState{Metrics: sim.Metrics{
					TrainLoss: -math.Log(train), TestLoss: -math.Log(test), TrainAccuracy: train, TestAccuracy: test, ExactMatch: test * test,
					EditDistance: 1 - test, Brier: (1 - test) * (1 - test), LogLikelihood: math.Log(test), MultipleChoice: 0.5 + test/2,
				},
					MemorizedBits: train * items, Generalization: test, Memorization: 1 - test, MemorizationLoad: 0.1, GeneralizationLoad: 0.1 + test/5},
				WithoutGeneralization: sim.Ablation{TrainAccuracy: train, TestAccuracy: 0.1}, WithoutMemorization: sim.Ablation{TrainAccuracy: test, TestAccuracy: test},
			}
			result := &sim.Result{Scenario: s, Seed: 1 + run%seeds, Steps: 200, Tasks: []sim.TaskResult{task}, Network: sim.NetworkResult{Load: 0.5, Norm: 1, Loss: -math.Log(test), FLOPs: params * 200, Tokens: 200}}
			if err := p.Add(run, []any{int64(items), int64(params)}, result); err != nil {
				b.Fatal(err)
			}
		}
		if err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}
