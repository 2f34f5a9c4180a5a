package designs

import (
	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// LatinHypercube gives points >= 1 points of the unit cube in dims >= 1 dimensions. If
// any dimension is divided into as many intervals of equal width as there are points,
// each interval holds exactly one of them, at a uniformly random place (M. D. McKay,
// R. J. Beckman and W. J. Conover, Technometrics 21, 1979, pp. 239-245). A design with
// one more point shares none with the smaller one.
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

// source reads a stream from its beginning, in the form that gonum takes.
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
