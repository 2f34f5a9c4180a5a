package scalinglaws

import (
	"errors"
	"fmt"
)

// Run is one trained model. A form reads the scales that it is about and no others.
type Run struct {
	Params float64 // N, trainable parameters
	Tokens float64 // D, training tokens
	FLOPs  float64 // C, training compute; 0 or NaN: not measured, taken as 6 N D
	Loss   float64 // nats per token, > 0
}

// compute is C.
func (r Run) compute() float64 {
	if r.FLOPs > 0 {
		return r.FLOPs
	}
	return 6 * r.Params * r.Tokens
}

// Axis is a scale along which runs lie.
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

// letter is the axis in the names of forms and constants.
func (a Axis) letter() string {
	switch a {
	case Params:
		return "n"
	case Tokens:
		return "d"
	default:
		return "c"
	}
}

// positive refuses a number of a run that is not above 0 and finite.
func positive(run int, what string, x float64) error {
	if x > 0 && x-x == 0 {
		return nil
	}
	return fmt.Errorf("run %d: %s is %v, expected a number above 0", run, what, x)
}

var errNoRuns = errors.New("no runs")
