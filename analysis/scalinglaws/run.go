package scalinglaws

import "fmt"

// Run is one trained model. A form reads only the fields that occur in it.
type Run struct {
	Params float64 // N, trainable parameters
	Tokens float64 // D, training tokens
	FLOPs  float64 // C, training compute; 0 or NaN: unknown, 6 N D is used
	Loss   float64 // nats per token, > 0
}

func (r Run) compute() float64 {
	if r.FLOPs > 0 {
		return r.FLOPs
	}
	return 6 * r.Params * r.Tokens
}

// Axis is a scale along which loss falls.
type Axis string

// The axes.
const (
	Params Axis = "params"
	Tokens Axis = "tokens"
	FLOPs  Axis = "flops"
)

func (a Axis) of(r Run) float64 {
	switch a {
	case Params:
		return r.Params
	case Tokens:
		return r.Tokens
	default:
		return r.compute()
	}
}

// positive fails where a field of a run is not positive and finite.
func positive(run int, what string, x float64) error {
	if x > 0 && x-x == 0 {
		return nil
	}
	return fmt.Errorf("run %d: %s is %v, expected a number above 0", run, what, x)
}
