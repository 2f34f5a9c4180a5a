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

// Large is the largest number of runs that a sweep makes without confirmation.
const Large = 10_000_000

// Estimate is what a sweep will cost, extrapolated from a sample of its runs.
type Estimate struct {
	Runs    int64   // of the plan or shard; of an adaptive design the most that all rounds may make
	Least   int64   // runs that are made in any case; fewer than Runs only in an adaptive design
	Parts   int     // of Runs
	Rounds  int     // of an adaptive design, at most; otherwise 0
	Sampled int     // runs in the sample
	Workers int     // runs made at the same time
	Seconds float64 // wall-clock time with these workers
	Error   float64 // standard error of Seconds, relative to it; NaN if one run was sampled
	Bytes   float64 // on disk
}

// A sample is at most a sampleShare of the runs, but fewSampleRuns of a small plan. It ends after sampleRuns, or after
// sampleTime if it has minSampleRuns by then. It ends in any case after minSampleRuns*sampleTime.
const (
	sampleTime      = 500 * time.Millisecond
	minSampleRuns   = 6
	sampleShare     = 4 // the fourth part
	fewSampleRuns   = 32
	sampleRuns      = 1024
	consecutiveRuns = 8 // of the plan, before the sample jumps to another place
)

// Predict estimates the cost of a sweep from a sample of its runs. It makes them as the sweep would,
// in a temporary folder.
func Predict(ctx context.Context, s *scenarios.Scenario, o Options) (Estimate, error) {
	plan, err := newShardPlan(s, o.Shard)
	if err != nil {
		return Estimate{}, err
	}
	e := Estimate{Workers: o.Workers}
	if e.Workers <= 0 {
		e.Workers = runtime.GOMAXPROCS(0)
	}
	m, err := output.NewManifest(s, plan.first.rounds)
	if err != nil {
		return e, err
	}
	for part := range m.Parts {
		if plan.Adaptive() || o.Shard.makes(part) {
			_, runs := m.Block(part)
			e.Runs += runs
			e.Parts++
		}
	}
	e.Least = e.Runs
	if plan.Adaptive() {
		all := plan.adaptive.extent(plan.first)
		e.Least, e.Runs, e.Parts, e.Rounds = all.least, all.most, all.parts, all.rounds
	}
	if plan.Runs() == 0 {
		return e, nil
	}
	sampled, err := plan.sample(ctx, e.Workers)
	if err != nil {
		return e, err
	}
	e.Sampled = len(sampled.seconds)
	mean, deviation := stat.MeanStdDev(sampled.seconds, nil)
	e.Error = deviation / mean / math.Sqrt(float64(e.Sampled))
	e.Seconds = sampled.partSeconds*float64(e.Parts) + max(0, sampled.wall-sampled.partSeconds)/float64(e.Sampled)*float64(e.Runs)
	e.Bytes = sampled.perPart*float64(e.Parts) + sampled.perRun*float64(e.Runs)
	return e, nil
}

// sample is the measured cost of a few runs.
type sample struct {
	wall            float64   // seconds for all of them, including writing
	partSeconds     float64   // for a part besides its runs; 0 where runs take so long that it does not matter
	seconds         []float64 // of each
	perPart, perRun float64   // bytes
}

// sample writes one part of a single run, which also warms up the caches of the process, another one, and then one
// part of many runs. The second and the third part give the times; the sizes give perPart and perRun.
func (p *Plan) sample(ctx context.Context, workers int) (s sample, err error) {
	wanted := min(p.Runs(), max(p.Runs()/sampleShare, fewSampleRuns), sampleRuns)
	m, err := output.NewManifest(p.scenario, []output.Round{{Runs: 2, RunsPerPart: 1}, {Runs: wanted, RunsPerPart: wanted}})
	if err != nil {
		return s, err
	}
	dir, err := os.MkdirTemp("", "circsim-sample-")
	if err != nil {
		return s, fmt.Errorf("sampling runs needs a temporary folder: %w", err)
	}
	defer os.RemoveAll(dir)
	var single, many int64 // bytes
	began := time.Now()
	if _, single, err = p.timed(ctx, dir, m, 0, 1); err != nil {
		return s, err
	}
	if time.Since(began) < sampleTime {
		began = time.Now()
		seconds, _, err := p.timed(ctx, dir, m, 1, 1)
		if err != nil {
			return s, err
		}
		s.partSeconds = max(0, time.Since(began).Seconds()-seconds[0])
	}
	began = time.Now()
	if s.seconds, many, err = p.timed(ctx, dir, m, 2, workers); err != nil {
		return s, err
	}
	s.wall = time.Since(began).Seconds()
	if n := len(s.seconds); n > 1 {
		s.perRun = max(0, float64(many-single)/float64(n-1))
	}
	s.perPart = max(0, float64(single)-s.perRun)
	return s, nil
}

// timed makes runs of the sample into one part, until the part is full or the time is over. It gives
// the seconds of each run and the size of the part in bytes.
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
	err = inOrder(ctx, workers, p.sampledPlaces(runs),
		func(ctx context.Context, point Point) (timedRun, error) {
			start := time.Now()
			r, err := p.simulate(ctx, point, 1)
			return timedRun{r, time.Since(start).Seconds()}, err
		},
		&sink[Point, timedRun]{
			take: func(point Point, r timedRun) error {
				seconds = append(seconds, r.seconds)
				return part.Add(first+int64(len(seconds))-1, point.Values, r.Result)
			},
			flush: func() error { return nil }, every: flushEvery,
		})
	if err == nil {
		err = part.Commit()
	}
	if err != nil {
		return nil, 0, err
	}
	bytes, err = partSize(dir, index)
	return seconds, bytes, err
}

// sampledPlaces gives at most runs runs of the plan, until the time for a sample is over. After every
// few consecutive ones it moves on by the golden ratio of the plan, which covers the plan evenly.
func (p *Plan) sampledPlaces(runs int64) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		began := time.Now()
		for i := range runs {
			place := math.Mod(float64(i/consecutiveRuns)/math.Phi, 1)
			if took := time.Since(began); took > minSampleRuns*sampleTime || took > sampleTime && i >= minSampleRuns {
				return
			}
			if !yield(p.Point(min(int64(place*float64(p.Runs()))+i%consecutiveRuns, p.Runs()-1))) {
				return
			}
		}
	}
}

// partSize is the size of a part's files in bytes.
func partSize(dir string, index int) (int64, error) {
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
