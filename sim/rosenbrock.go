package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
)

// rosenbrock is Rodas5P, a stiffly stable eight-stage Rosenbrock method of order 5 with an embedded one of order 4 and a
// continuous solution of order 4 (Steinebach, "Construction of Rosenbrock-Wanner method Rodas5P and numerical benchmarks
// within the Julia Differential Equations package", BIT Numer. Math. 63, 27, 2023). It is linearly implicit: a step solves
// one linear system for each stage, all with one matrix.
type rosenbrock struct {
	*path
	initial []float64 // f at y
	// Size of the previous step and logarithm of its error, for the predictive control; size 0: none.
	controlH, controlLog float64
	vector               []float64 // of the power iteration
}

const rodasGamma = 0.21193756319429014

// The coefficients of Rodas5P: of the stages, of the earlier stages in the linear systems, and of the continuous solution. The last
// stage is the error.
var (
	rodasA = [8][]float64{
		{},
		{3},
		{2.849394379747939, 0.45842242204463923},
		{-6.954028509809101, 2.489845061869568, -10.358996098473584},
		{2.8029986275628964, 0.5072464736228206, -0.3988312541770524, -0.04721187230404641},
		{-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946},
		{-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946, 1},
		{-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946, 1, 1},
	}
	rodasC = [8][]float64{
		{},
		{-14.155112264123755},
		{-17.97296035885952, -2.859693295451294},
		{147.12150275711716, -1.41221402718213, 71.68940251302358},
		{165.43517024871676, -0.4592823456491126, 42.90938336958603, -5.961986721573306},
		{24.854864614690072, -3.0009227002832186, 47.4931110020768, 5.5814197821558125, -0.6610691825249471},
		{30.91273214028599, -3.1208243349937974, 77.79954646070892, 34.28646028294783, -19.097331116725623, -28.087943162872662},
		{37.80277123390563, -3.2571969029072276, 112.26918849496327, 66.9347231244047, -40.06618937091002, -54.66780262877968, -9.48861652309627},
	}
	rodasDense = [3][8]float64{
		{25.948786856663858, -2.5579724845846235, 10.433815404888879, -2.3679251022685204, 0.524948541321073, 1.1241088310450404, 0.4272876194431874, -0.17202221070155493},
		{-9.91568850695171, -0.9689944594115154, 3.0438037242978453, -24.495224566215796, 20.176138334709044, 15.98066361424651, -6.789040303419874, -6.710236069923372},
		{11.419903575922262, 2.8879645146136994, 72.92137995996029, 80.12511834622643, -52.072871366152654, -59.78993625266729, -0.15582684282751913, 4.883087185713722},
	}
)

func newRosenbrock(p *path) *rosenbrock { return &rosenbrock{path: p} }

func (r *rosenbrock) enter() {
	if r.initial == nil {
		for _, v := range []*[]float64{&r.initial, &r.vector} {
			*v = lanes.Make(len(r.y))
		}
	}
	copy(r.vector, r.stage[6]) // f at y
	r.controlH = 0
}

func (r *rosenbrock) begin() {
	r.rateAtStart(r.initial)
	r.system.differentiate()
}

func (r *rosenbrock) try(h float64) float64 {
	r.system.factor(1 / (h * rodasGamma))
	for s, k := range r.stage {
		derivative := r.initial
		if s > 0 {
			r.combine(r.trial, r.y, 1, rodasA[s])
			r.next(nil)
			r.system.rate(k)
			derivative = k
		}
		var perStep [7]float64
		for j, c := range rodasC[s] {
			perStep[j] = c / h
		}
		r.team.compute(r.combine(k, derivative, 1, perStep[:s]))
		r.system.solve(k)
	}
	r.team.compute(r.combine(r.trial, r.trial, 1, []float64{7: 1}))
	return r.team.maxAbs(r.stage[7]) / rodasCaution
}

// rodasCaution is by how much the last stage, the difference of the two orders, is taken to exceed the error of a step
// (docs/integrator.md, "What follows").
const rodasCaution = 3

const rodasExpo = 1. / 5

// leastRodasLog is the logarithm of the smallest error that the control remembers, 1e-2.
const leastRodasLog = -2 * math.Ln10

func (r *rosenbrock) shorter(h, e float64) float64 {
	if e != e {
		return h * 0.1
	}
	return h * max(0.2, 0.9*circuits.Exp(-rodasExpo*circuits.Log(e)))
}

// longer is Gustafsson's predictive control, as RODAS uses it (Hairer and Wanner, Solving Ordinary Differential Equations
// II, 2nd ed., sec IV.8).
func (r *rosenbrock) longer(h, e float64) float64 {
	log := circuits.Log(e)
	factor := 0.9 * circuits.Exp(-rodasExpo*log)
	if r.controlH > 0 {
		factor = min(factor, 0.9*h/r.controlH*circuits.Exp(rodasExpo*(r.controlLog-2*log)))
	}
	r.controlH, r.controlLog = h, max(log, leastRodasLog)
	return h * min(max(factor, 0.2), 6)
}

// stiffness takes one power iteration with the J of the step, from where the last one left the vector.
func (r *rosenbrock) stiffness(h float64) float64 {
	product := r.scratch
	r.system.multiply(r.vector, product)
	size := r.team.maxAbs(product)
	if size == 0 {
		return 0
	}
	grown := size / r.team.maxAbs(r.vector)
	r.combined.begin(r.vector, nil)
	r.combined.add(1/size, []float64{1}, product)
	r.team.compute(&r.combined)
	return h * grown
}

func (r *rosenbrock) weights(s, _ float64) (points [3]float64, stages [8]float64) {
	for k := range stages {
		stages[k] = s * (1 - s) * (rodasDense[0][k] + s*(rodasDense[1][k]+s*rodasDense[2][k]))
	}
	return [3]float64{1 - s, s}, stages
}
