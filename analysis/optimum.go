package analysis

import (
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// Optimum is the compute-optimal allocation of a law of parameters and tokens, at the largest compute of its models.
type Optimum struct {
	FLOPs          float64
	Params, Tokens stat.Estimate
}

// optimumOf is nil for laws without an optimal allocation.
func optimumOf(fit *scalinglaws.Fit, runs []scalinglaws.Run) *Optimum {
	most := 0.0
	for _, r := range runs {
		most = max(most, r.FLOPs)
	}
	best, err := fit.Optimum(most)
	if err != nil {
		return nil
	}
	return &Optimum{most, best.Params, best.Tokens}
}

type optimumObject struct {
	FLOPs     float64                `json:"flops"`
	Params    *float64               `json:"params"`
	Tokens    *float64               `json:"tokens"`
	Intervals map[string][2]*float64 `json:"intervals"`
}

// object is nil, which JSON writes as null, if there is no optimum.
func (o *Optimum) object() *optimumObject {
	if o == nil {
		return nil
	}
	return &optimumObject{o.FLOPs, text.Null(o.Params.Value), text.Null(o.Tokens.Value), map[string][2]*float64{
		"params": {text.Null(o.Params.Low), text.Null(o.Params.High)},
		"tokens": {text.Null(o.Tokens.Low), text.Null(o.Tokens.High)},
	}}
}

// parts is an optimum for people.
func (o *Optimum) parts() []string {
	return []string{
		"best at " + number(o.FLOPs) + " FLOPs: params " + estimate(o.Params.Value, o.Params.Low, o.Params.High),
		"tokens " + estimate(o.Tokens.Value, o.Tokens.Low, o.Tokens.High),
	}
}
