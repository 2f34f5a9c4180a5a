package sweep

import "github.com/circsim/circsim/output"

// The runs that share one set of files. Parts are what shards share out, and what is written
// again where a file is damaged, so a small sweep has small ones; 64 parts are few enough to
// open at once, and 1024 runs are enough for files of some megabytes.
const (
	wantedParts    = 64
	minRunsPerPart = 8
	maxRunsPerPart = 1024
	adaptiveRuns   = 64 // of a round of an adaptive design
)

func runsPerPart(runs int64) int64 {
	return min(max((runs+wantedParts-1)/wantedParts, minRunsPerPart), maxRunsPerPart)
}

// growing cuts the runs of a design that may be extended: into parts that grow on the way, so that
// they stay where they are when there are more of them.
func growing(runs int64) []output.Round {
	var rounds []output.Round
	each, begin, end := int64(minRunsPerPart), int64(0), int64(minRunsPerPart*wantedParts)
	for begin < runs {
		if each == maxRunsPerPart {
			end = runs
		}
		rounds = append(rounds, output.Round{Runs: min(end, runs) - begin, RunsPerPart: each})
		each, begin, end = min(each*8, maxRunsPerPart), end, end*8
	}
	return rounds
}
