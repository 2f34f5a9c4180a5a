package sweep

import "github.com/circsim/circsim/output"

// A part is the unit that is assigned to shards, and that is written again if a file is damaged. So
// a small sweep has small parts. 64 parts are few enough to open at once, and 1024 runs fill files
// of some megabytes.
const (
	wantedParts         = 64
	minRunsPerPart      = 8
	maxRunsPerPart      = 1024
	adaptiveRunsPerPart = 64 // in the rounds of an adaptive design
)

func runsPerPart(runs int64) int64 {
	return min(max((runs+wantedParts-1)/wantedParts, minRunsPerPart), maxRunsPerPart)
}

// growing divides the runs of a design that may be extended. Parts become larger along the plan, so
// that further runs move none of them.
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
