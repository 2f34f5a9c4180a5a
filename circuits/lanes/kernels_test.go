package lanes

import (
	"math"
	"math/rand/v2"

	"github.com/circsim/circsim/internal/series"
)

// most is the maximum length of the slices. Combine takes two turns of its long pass from 64 on.
const most = 80

// call is a kernel as the tests call it: on slices of one length that it writes and
// that it reads, and with numbers.
type call struct {
	name          string
	writes, reads int
	run           func(w, r [][]float64, x [5]float64) (sums [5]float64)
	numbers       [5]float64 // of a typical call
	ranges        [][2]float64
	within        int // number of slices read, the last ones, whose numbers are always of their range
}

// calls are the kernels, each with typical numbers and ranges of what it reads.
var calls = []call{
	{
		name: "Exp", writes: 1, reads: 1,
		run:    func(w, r [][]float64, _ [5]float64) (s [5]float64) { Exp(w[0], r[0]); return s },
		ranges: [][2]float64{{-20, 5}},
	},
	{
		name: "Powers", writes: 1, reads: 2,
		run:    func(w, r [][]float64, _ [5]float64) (s [5]float64) { Powers(w[0], r[0], r[1]); return s },
		ranges: [][2]float64{{-20, 5}, {0, 1}},
	},
	{
		name: "Regrow", writes: 2, reads: 1,
		run:     func(w, r [][]float64, x [5]float64) (s [5]float64) { Regrow(w[0], w[1], r[0], x[0], x[1]); return s },
		numbers: [5]float64{-6.907755278982137, 1e-3}, ranges: [][2]float64{{-7, 3}},
	},
	{
		name: "Regrow about where growth is small", writes: 2, reads: 1,
		run:     func(w, r [][]float64, x [5]float64) (s [5]float64) { Regrow(w[0], w[1], r[0], x[0], x[1]); return s },
		numbers: [5]float64{0, 1e-3}, ranges: [][2]float64{{-1.2 * series.Small, 1.2 * series.Small}},
	},
	{
		name: "Oppose", writes: 3, reads: 3,
		run: func(w, r [][]float64, _ [5]float64) (s [5]float64) {
			Oppose(w[0], w[1], w[2], r[0], r[1], r[2])
			return s
		},
		ranges: [][2]float64{{-5, 20}, {1, 1e3}, {0.5, 1}},
	},
	{
		name: "Answer", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1] = Answer(w[0], r[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.125, 0.875}, ranges: [][2]float64{{-1e-3, 12}, {0, 1}, {0, 1e4}},
	},
	{
		name: "Answer of little growth", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1] = Answer(w[0], r[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.125, 0.875}, ranges: [][2]float64{{-1e-5, series.Small}, {0, 1}, {0, 1e4}},
	},
	{
		name: "Answer of growth about where it is small", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1] = Answer(w[0], r[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.125, 0.875}, ranges: [][2]float64{{-1.2 * series.Small, 1.2 * series.Small}, {0, 1}, {0, 1e4}},
	},
	{
		name: "AnswerEach", writes: 3, reads: 5,
		run: func(w, r [][]float64, _ [5]float64) (s [5]float64) {
			AnswerEach(w[0], w[1], w[2], r[0], r[1], r[2], r[3], r[4])
			return s
		},
		ranges: [][2]float64{{-1e-3, 12}, {0, 1}, {0, 1e4}, {0, 0.5}, {0.5, 1}}, within: 2,
	},
	{
		name: "AnswerPower", writes: 1, reads: 4,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1], s[2] = AnswerPower(w[0], r[0], r[1], r[2], r[3], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.125, 0.875}, ranges: [][2]float64{{-1e-3, 12}, {0, 1}, {0, 1e4}, {0, 1}},
	},
	{
		name: "Tickets", writes: 1, reads: 3,
		run: func(w, r [][]float64, _ [5]float64) (s [5]float64) {
			s[0], s[1] = Tickets(w[0], r[0], r[1], r[2])
			return s
		},
		ranges: [][2]float64{{0, 8}, {0, 1e-3}, {0.999, 1}},
	},
	{
		name: "TicketsEach", writes: 2, reads: 3,
		run: func(w, r [][]float64, _ [5]float64) (s [5]float64) {
			TicketsEach(w[0], w[1], r[0], r[1], r[2])
			return s
		},
		ranges: [][2]float64{{0, 8}, {0, 1e-3}, {0.999, 1}},
	},
	{
		name: "Sums", writes: 2, reads: 2,
		run: func(w, r [][]float64, _ [5]float64) (s [5]float64) {
			// Runs of 0, 1, 3, 5 elements and so on, and at the end of none again.
			var ends [most]int
			for k := range w[0] {
				ends[k] = min(k*k, len(w[0]))
			}
			Sums(w[0], w[1], r[0], r[1], ends[:len(w[0])])
			return s
		},
		ranges: [][2]float64{{-1, 1}, {-1, 1}},
	},
	{
		name: "Rates", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			Rates(w[0], r[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.5, 2}, ranges: [][2]float64{{0, 1}, {0, 1}, {0, 1e-3}},
	},
	{
		name: "RatesOfPower", writes: 1, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			RatesOfPower(w[0], r[0], r[1], x[0], x[1], x[2])
			return s
		},
		numbers: [5]float64{0.5, 1e-3, 3}, ranges: [][2]float64{{0, 1}, {0, 1}},
	},
	{
		name: "RatesOfPowerEach", writes: 1, reads: 4,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			RatesOfPowerEach(w[0], r[0], r[1], r[2], r[3], x[0])
			return s
		},
		numbers: [5]float64{1e-3}, ranges: [][2]float64{{0, 1}, {0, 1}, {0, 1}, {2, 5}},
	},
	{
		name: "Combine", writes: 1, reads: 7,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			weights := [6]float64{x[0], x[1], x[2], x[0], x[1], x[2]}
			Combine(w[0], r[0], weights[:], r[1], r[2], r[3], r[4], r[5], r[6])
			return s
		},
		numbers: [5]float64{0.5, 0.25, -3},
		ranges:  [][2]float64{{-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "Combine of nothing", writes: 1, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			Combine(w[0], nil, x[:2], r[0], r[1])
			return s
		},
		numbers: [5]float64{0.5, 0.25}, ranges: [][2]float64{{-1, 1}, {-1, 1}},
	},
	{
		name: "MaxAbs", reads: 1,
		run:    func(_, r [][]float64, _ [5]float64) (s [5]float64) { s[0] = MaxAbs(r[0]); return s },
		ranges: [][2]float64{{-1, 1}},
	},
	{
		name: "Losses", writes: 0, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0] = Losses(r[0], r[1], x[0])
			return s
		},
		numbers: [5]float64{4.7}, ranges: [][2]float64{{0, 12}, {0, 1}},
	},
	{
		name: "Accuracies", writes: 0, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0] = Accuracies(r[0], r[1], x[0], x[1], &grid)
			return s
		},
		numbers: [5]float64{1, 2}, ranges: [][2]float64{{-5, 15}, {0, 1}},
	},
	{
		name: "Moments", reads: 2,
		run: func(_, r [][]float64, _ [5]float64) (s [5]float64) {
			s[0], s[1] = Moments(r[0], r[1])
			return s
		},
		ranges: [][2]float64{{0, 1}, {0, 10}},
	},
	{
		name: "Follow", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			for i := range w[0] {
				w[0][i] = r[0][i]
			}
			s[0] = Follow(w[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.5, 6}, ranges: [][2]float64{{0, 10}, {0, 1}, {0, 10}},
	},
	{
		name: "Norms", reads: 2,
		run: func(_, r [][]float64, _ [5]float64) (s [5]float64) {
			s[0] = Norms(r[0], r[1])
			return s
		},
		ranges: [][2]float64{{0, 1e4}, {-0.1, 10}},
	},
	{
		name: "Eliminate", writes: 1, reads: 5,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1], s[2], s[3] = Eliminate(w[0], r[0], r[1], r[2], r[3], r[4], x[0])
			return s
		},
		numbers: [5]float64{40}, ranges: [][2]float64{{-5, 5}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "EliminatePace", writes: 0, reads: 7,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1], s[2], s[3], s[4] = EliminatePace(r[0], r[1], r[2], r[3], r[4], r[5], r[6])
			return s
		},
		numbers: [5]float64{}, ranges: [][2]float64{{0, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "Project", writes: 0, reads: 4,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1] = Project(r[0], r[1], r[2], r[3])
			return s
		},
		numbers: [5]float64{}, ranges: [][2]float64{{-1, 1}, {0, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "ProjectPace", writes: 0, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0] = ProjectPace(r[0], r[1], r[2])
			return s
		},
		numbers: [5]float64{}, ranges: [][2]float64{{-1, 1}, {0, 1}, {-1, 1}},
	},
	{
		name: "Spread", writes: 1, reads: 4,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			for i := range w[0] {
				w[0][i] = r[0][i]
			}
			Spread(w[0], r[1], r[2], r[3], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.3, -0.7}, ranges: [][2]float64{{-1, 1}, {0, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "SpreadPace", writes: 1, reads: 5,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			for i := range w[0] {
				w[0][i] = r[0][i]
			}
			SpreadPace(w[0], r[1], r[2], r[3], r[4], x[0], x[1], x[2])
			return s
		},
		numbers: [5]float64{0.3, -0.7, 1.1}, ranges: [][2]float64{{-1, 1}, {0, 1}, {-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "Gather", reads: 3,
		run: func(_, r [][]float64, _ [5]float64) (s [5]float64) {
			s[0], s[1] = Gather(r[0], r[1], r[2])
			return s
		},
		ranges: [][2]float64{{-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "GatherPace", reads: 2,
		run: func(_, r [][]float64, _ [5]float64) (s [5]float64) {
			s[0] = GatherPace(r[0], r[1])
			return s
		},
		ranges: [][2]float64{{-1, 1}, {-1, 1}},
	},
	{
		name: "Respond", writes: 1, reads: 4,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			Respond(w[0], r[0], r[1], r[2], r[3], x[0], x[1])
			return s
		},
		numbers: [5]float64{0.3, -0.7}, ranges: [][2]float64{{-1, 1}, {-5, 5}, {-1, 1}, {-1, 1}},
	},
	{
		name: "RespondPace", writes: 1, reads: 5,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			RespondPace(w[0], r[0], r[1], r[2], r[3], r[4], x[0], x[1], x[2])
			return s
		},
		numbers: [5]float64{0.3, -0.7, 1.1}, ranges: [][2]float64{{-1, 1}, {-5, 5}, {-1, 1}, {-1, 1}, {-1, 1}},
	},
	{
		name: "RateSlopes", writes: 4, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			RateSlopes(w[0], w[1], w[2], w[3], r[0], r[1], r[2], x[0], x[1], x[2], x[3])
			return s
		},
		numbers: [5]float64{0.5, 0.7, -0.9, 2}, ranges: [][2]float64{{0, 1}, {0, 10}, {0, 1}},
	},
	{
		name: "FieldSlopes", writes: 2, reads: 5,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0], s[1] = FieldSlopes(w[0], w[1], r[0], r[1], r[2], r[3], r[4], x[0], x[1], x[2], x[3])
			return s
		},
		numbers: [5]float64{-0.9, 0.1, -1e-3, 0.8}, ranges: [][2]float64{{0, 10}, {0, 1}, {-1e-3, 10}, {0, 1}, {0, 1e4}},
	},
	{
		name: "PaceSlopes", writes: 1, reads: 3,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			s[0] = PaceSlopes(w[0], r[0], r[1], r[2], x[0], x[1])
			return s
		},
		numbers: [5]float64{-0.9, 2.2}, ranges: [][2]float64{{0, 10}, {0, 1}, {0, 1}},
	},
	{
		name: "RateSlopesOfPower", writes: 4, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			RateSlopesOfPower(w[0], w[1], w[2], w[3], r[0], r[1], x[0], x[1], x[2], x[3], x[4])
			return s
		},
		numbers: [5]float64{0.4, 0.5, 0.7, 0.33, 3}, ranges: [][2]float64{{0, 1}, {0, 1}},
	},
	{
		name: "FreeSlopes", writes: 1, reads: 2,
		run: func(w, r [][]float64, x [5]float64) (s [5]float64) {
			FreeSlopes(w[0], r[0], r[1], x[0])
			return s
		},
		numbers: [5]float64{-1e-3}, ranges: [][2]float64{{0, 1}, {0, 8}},
	},
}

// grid is like a table of accuracies: rising from chance to 1.
var grid = func() Grid {
	g := Grid{Logs: make([]float64, 33), From: -4, Step: 0.25}
	for i := range g.Logs {
		g.Logs[i] = -math.Log1p(100 * math.Exp(-0.4*float64(i)))
	}
	return g
}()

// typical draws what a typical call of n elements reads.
func typical(c call, n int, random *rand.Rand) [][]float64 {
	read := make([][]float64, c.reads)
	for i, r := range c.ranges {
		read[i] = Make(n)
		for k := range read[i] {
			read[i][k] = r[0] + (r[1]-r[0])*random.Float64()
		}
	}
	return read
}
