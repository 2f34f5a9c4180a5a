package designs

import (
	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// LatinHypercube gives a number of points of the unit cube, at least one, in at
// least one dimension: cut into that many rows of equal width along any dimension,
// every row holds exactly one point, at a random place within it (M. D. McKay, R. J.
// Beckman and W. J. Conover, Technometrics 21, 1979, pp. 239-245). Its size is part
// of the design: with one point more, all points are others.
func LatinHypercube(points, dims int, seed int64) [][]float64 {
	batch := mat.NewDense(points, dims, nil)
	samplemv.LatinHypercube{
		Q:   distmv.NewUnitUniform(dims, nil),
		Src: &source{stream: random.NewStream(seed, "latin hypercube")},
	}.Sample(batch)
	rows := make([][]float64, points)
	for i := range rows {
		rows[i] = batch.RawRowView(i)
	}
	return rows
}

// source reads a stream from its beginning, as gonum wants its random numbers.
type source struct {
	stream random.Stream
	next   uint64
}

// Uint64 implements rand.Source.
func (s *source) Uint64() uint64 {
	low, _ := s.stream.Bits(s.next)
	s.next++
	return low
}
