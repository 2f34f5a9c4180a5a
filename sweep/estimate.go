package sweep

import (
	"context"
	"math"
	"os"
	"runtime"
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"gonum.org/v1/gonum/stat"
)

// Large is the number of runs that a sweep makes without being asked twice.
const Large = 10_000_000

// Estimate is what a sweep will cost, going by a sample of its runs.
type Estimate struct {
	Runs     int64 // of the plan, or of the shard; of an adaptive design those of its first round
	Parts    int
	Adaptive bool // more rounds follow
	Sampled  int  // runs that were timed
	Workers  int
	Seconds  float64 // with these workers
	Error    float64 // standard error of Seconds, relative; NaN for a sample of one
	Bytes    float64 // on disk
}

// The sample ends when sampleTime is over and it has fewRuns, with a run that took the time of
// many, or with sampleRuns.
const (
	sampleTime = 500 * time.Millisecond
	fewRuns    = 6
	sampleRuns = 256
)

// Predict times a sample of the sweep's runs, spread over the plan, and writes their tables
// aside to see how much room they take.
func Predict(ctx context.Context, s *scenarios.Scenario, o Options) (Estimate, error) {
	plan, err := NewPlan(s)
	if err != nil {
		return Estimate{}, err
	}
	e := Estimate{Adaptive: plan.Adaptive(), Workers: o.Workers}
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
	dir, err := os.MkdirTemp("", "circsim-sample-")
	if err != nil {
		return e, err
	}
	defer os.RemoveAll(dir)
	sample, err := plan.sample(ctx, dir)
	if err != nil {
		return e, err
	}
	e.Sampled = len(sample.seconds)
	mean, deviation := stat.MeanStdDev(sample.seconds, nil)
	e.Error = deviation / mean / math.Sqrt(float64(e.Sampled))
	e.Seconds = mean * float64(e.Runs) / float64(max(1, min(int64(e.Workers), e.Runs)))
	e.Bytes = sample.perPart*float64(e.Parts) + sample.perRun*float64(e.Runs)
	return e, nil
}

// sample is what a few runs took.
type sample struct {
	seconds         []float64 // each, for one worker, with the writing
	perPart, perRun float64   // bytes
}

// sample makes runs of the plan one after the other, at the golden ratio of the way further each time.
func (p *Plan) sample(ctx context.Context, dir string) (sample, error) {
	var s sample
	wanted := min(p.Runs(), sampleRuns)
	m, err := output.NewManifest(p.scenario, []output.Round{{Runs: 1, RunsPerPart: 1}, {Runs: wanted, RunsPerPart: wanted}})
	if err != nil {
		return s, err
	}
	first, err := p.timed(ctx, dir, m, 0, &s)
	if err != nil {
		return s, err
	}
	if p.Runs() > 1 {
		s.seconds = s.seconds[:0] // the first run of a process fills caches
	}
	many, err := p.timed(ctx, dir, m, 1, &s)
	if n := len(s.seconds); n > 1 {
		s.perRun = max(0, float64(many-first)/float64(n-1)) // beyond the one of the first part
	}
	s.perPart = float64(first) - s.perRun
	return s, err
}

// timed makes runs into one part until it is full or the time is up, and gives the part's size in bytes.
func (p *Plan) timed(ctx context.Context, dir string, m *output.Manifest, index int, s *sample) (int64, error) {
	part, err := output.NewPart(dir, m, index)
	if err != nil {
		return 0, err
	}
	defer part.Discard()
	first, runs := m.Block(index)
	began := time.Now()
	for i := range runs {
		start := time.Now()
		way := math.Mod(float64(first+i)/math.Phi, 1)
		point := p.Point(int64(way * float64(p.Runs())))
		result, err := p.simulate(ctx, point, 1)
		if err != nil {
			return 0, err
		}
		if err := part.Add(first+i, point.Values, result); err != nil {
			return 0, err
		}
		s.seconds = append(s.seconds, time.Since(start).Seconds())
		if took := time.Since(began); took > fewRuns*sampleTime || took > sampleTime && i+1 >= fewRuns {
			break
		}
	}
	if err := part.Commit(); err != nil {
		return 0, err
	}
	return size(dir, index)
}

// size adds up the files of a part.
func size(dir string, index int) (int64, error) {
	var sum int64
	for _, t := range []output.Table{output.Circuits, output.Curves, output.Runs} {
		info, err := os.Stat(output.PartPath(dir, t, index))
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
