package sweep

import (
	"context"
	"fmt"
	"iter"
	"math"
	"os"
	"runtime"
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"gonum.org/v1/gonum/stat"
)

// Large is the number of runs that a sweep makes without being asked twice.
const Large = 10_000_000

// Estimate is what a sweep will cost, going by a sample of its runs.
type Estimate struct {
	Runs     int64   // of the plan, or of the shard; of an adaptive threshold those of its first round
	Parts    int     // for an adaptive boundary about so many
	Adaptive bool    // the runs come in rounds; those of a boundary may be fewer
	Open     bool    // nobody knows yet how many runs follow
	Sampled  int     // runs that were timed
	Workers  int     // that make runs at the same time
	Seconds  float64 // with these workers
	Error    float64 // standard error of Seconds, relative; NaN for a sample of one
	Bytes    float64 // on disk
}

// The sample ends when sampleTime is over and it has fewRuns, with a run that took the time of
// many, or with sampleRuns.
const (
	sampleTime = 500 * time.Millisecond
	fewRuns    = 6
	sampleRuns = 1024
	rowRuns    = 8 // in a row
)

// Predict makes a sample of the sweep's runs, as the sweep would, in a folder for temporary files.
func Predict(ctx context.Context, s *scenarios.Scenario, o Options) (Estimate, error) {
	plan, err := NewPlan(s)
	if err != nil {
		return Estimate{}, err
	}
	if err := plan.shardable(o.Shard); err != nil {
		return Estimate{}, err
	}
	e := Estimate{Adaptive: plan.Adaptive(), Open: s.Sweep.Bisects(), Workers: o.Workers}
	if e.Workers <= 0 {
		e.Workers = runtime.GOMAXPROCS(0)
	}
	m, err := output.NewManifest(s, plan.first.rounds)
	if err != nil {
		return e, err
	}
	for part := range m.Parts {
		if o.Shard.makes(part) {
			_, runs := m.Block(part)
			e.Runs += runs
			e.Parts++
		}
	}
	if s.Sweep.Maps() {
		first := e.Runs
		if e.Runs, err = s.Runs(); err != nil {
			return e, err
		}
		e.Parts = int(math.Ceil(float64(e.Parts) * float64(e.Runs) / float64(first)))
	}
	taken, err := plan.sample(ctx, e.Workers)
	if err != nil {
		return e, err
	}
	e.Sampled = len(taken.seconds)
	mean, deviation := stat.MeanStdDev(taken.seconds, nil)
	e.Error = deviation / mean / math.Sqrt(float64(e.Sampled))
	e.Seconds = taken.wall / float64(e.Sampled) * float64(e.Runs)
	e.Bytes = taken.perPart*float64(e.Parts) + taken.perRun*float64(e.Runs)
	return e, nil
}

// sample is what a few runs took.
type sample struct {
	wall            float64   // seconds for all, with the writing
	seconds         []float64 // of each
	perPart, perRun float64   // bytes
}

// sample writes a part of one run, which fills the caches of the process, and a part of many.
func (p *Plan) sample(ctx context.Context, workers int) (s sample, err error) {
	wanted := min(p.Runs(), sampleRuns)
	m, err := output.NewManifest(p.scenario, []output.Round{{Runs: 1, RunsPerPart: 1}, {Runs: wanted, RunsPerPart: wanted}})
	if err != nil {
		return s, err
	}
	dir, err := os.MkdirTemp("", "circsim-sample-")
	if err != nil {
		return s, fmt.Errorf("a sample of the runs needs a folder for temporary files: %w", err)
	}
	defer os.RemoveAll(dir)
	var first, many int64
	if _, first, err = p.timed(ctx, dir, m, 0, 1); err != nil {
		return s, err
	}
	began := time.Now()
	if s.seconds, many, err = p.timed(ctx, dir, m, 1, workers); err != nil {
		return s, err
	}
	s.wall = time.Since(began).Seconds()
	if n := len(s.seconds); n > 1 {
		s.perRun = max(0, float64(many-first)/float64(n-1))
	}
	s.perPart = max(0, float64(first)-s.perRun)
	return s, nil
}

// timed makes runs from all over the plan into one part until it is full or the time is up, and gives
// the seconds of each and the part's size in bytes.
func (p *Plan) timed(ctx context.Context, dir string, m *output.Manifest, index, workers int) (seconds []float64, bytes int64, err error) {
	part, err := output.NewPart(dir, m, index)
	if err != nil {
		return nil, 0, err
	}
	defer part.Discard()
	type timedRun struct {
		*sim.Result
		seconds float64
	}
	first, runs := m.Block(index)
	err = inOrder(ctx, workers, p.spread(runs),
		func(ctx context.Context, point Point) (timedRun, error) {
			start := time.Now()
			r, err := p.simulate(ctx, point, 1)
			return timedRun{r, time.Since(start).Seconds()}, err
		},
		&taker[Point, timedRun]{
			take: func(point Point, r timedRun) error {
				seconds = append(seconds, r.seconds)
				return part.Add(first+int64(len(seconds))-1, point.Values, r.Result)
			},
			keep: func() error { return nil }, every: keepEvery,
		})
	if err == nil {
		err = part.Commit()
	}
	if err != nil {
		return nil, 0, err
	}
	bytes, err = size(dir, index)
	return seconds, bytes, err
}

// spread are some runs of the plan, a few in a row at a time, at the golden ratio of the way further
// each time. They end with the time for a sample.
func (p *Plan) spread(runs int64) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		began := time.Now()
		for i := range runs {
			way := math.Mod(float64(i/rowRuns)/math.Phi, 1)
			if took := time.Since(began); took > fewRuns*sampleTime || took > sampleTime && i >= fewRuns {
				return
			}
			if !yield(p.Point(min(int64(way*float64(p.Runs()))+i%rowRuns, p.Runs()-1))) {
				return
			}
		}
	}
}

// size adds up the files of a part.
func size(dir string, index int) (int64, error) {
	var sum int64
	paths := []string{output.SumsPath(dir, index)}
	for _, t := range []output.Table{output.Circuits, output.Curves, output.Runs} {
		paths = append(paths, output.PartPath(dir, t, index))
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, nil
}
