package transitions

import "math"

// synthetic makes runs whose outcome rises along Y around a known boundary, or falls around it.
type synthetic struct {
	seeds  int
	width  float64                 // decades of Y per unit of the logistic; negative: the outcome falls
	jitter float64                 // decades by which seeds differ in their threshold, at all X alike
	noise  float64                 // of each outcome
	at     func(x float64) float64 // the boundary
	xs, ys []float64
	alone  bool // every run has a seed of its own
	name   string
}

func (s synthetic) runs(trial int) []Run {
	noise, shifts := stream(trial, "noise"+s.name), stream(trial, "seeds")
	var list []Run
	for _, x := range s.xs {
		for _, y := range s.ys {
			for n := range s.seeds {
				seed := n
				if s.alone {
					seed = len(list)
				}
				z := (math.Log10(y/s.at(x)) - s.jitter*shifts.Normal(uint64(seed))) / s.width
				v := 1/(1+math.Exp(-z)) + s.noise*noise.Normal(uint64(len(list)))
				list = append(list, Run{X: x, Y: y, Value: v, Seed: int64(seed)})
			}
		}
	}
	return list
}

// logs are n values from a on, each a factor 10^step above the one before.
func logs(a, step float64, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = a * math.Pow(10, step*float64(i))
	}
	return x
}

// shifted are logs that begin anywhere within a step, so that no truth lies on a point of the grid.
func shifted(trial int, a, step float64, n int) []float64 {
	return logs(a*math.Pow(10, step*stream(trial, "grid").Uniform(0)), step, n)
}
