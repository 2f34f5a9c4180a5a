package sweep

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
