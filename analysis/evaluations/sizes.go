package evaluations

import (
	"fmt"
	"math"
	"strconv"
)

const (
	fewestParams = 1000 // below it, the sizes of all models look like millions or billions of parameters
	flopsFactor  = 2    // how far FLOPs may be from 6 N D without a remark
)

// mixedSizes looks for params in several units: none are below 1 beside thousands.
func (b *builder) mixedSizes() {
	most := 0.0
	for i := range b.rows {
		if x := b.rows[i].Params; x > most {
			most = x
		}
	}
	if most > 0 && most < fewestParams {
		b.notes.whole(fmt.Sprintf("params are at most %s: in millions or billions? units: {params: 1e6} would multiply them", decimal(most)))
		return
	}
	for i := range b.rows {
		r := &b.rows[i]
		if r.Params < 1 {
			was := r.Params
			b.notes.count("mixed", int(b.lines[i]), 0, func() string {
				return fmt.Sprintf("params is %s, and up to %s elsewhere: in mixed units? taken as unknown", decimal(was), decimal(most))
			})
			r.Params = math.NaN()
		}
	}
}

// derive fills in FLOPs = 6 params tokens (arXiv:2001.08361 section 2.1) where one of tokens and FLOPs is missing,
// and holds them against each other where both are there.
func (b *builder) derive() {
	for i := range b.rows {
		r := &b.rows[i]
		line := int(b.lines[i])
		switch ratio := r.FLOPs / (6 * r.Params * r.Tokens); {
		case math.IsNaN(r.Params):
		case math.IsNaN(r.Tokens) && !math.IsNaN(r.FLOPs):
			r.Tokens = r.FLOPs / (6 * r.Params)
			b.notes.count("tokens", line, 0, func() string { return "tokens are unknown: taken as flops / (6 params)" })
		case math.IsNaN(r.FLOPs) && !math.IsNaN(r.Tokens):
			r.FLOPs = 6 * r.Params * r.Tokens
			b.notes.count("flops", line, 0, func() string { return "flops are unknown: taken as 6 params tokens" })
		case ratio > flopsFactor || ratio < 1./flopsFactor:
			b.notes.count("6ND", line, 0, func() string {
				return fmt.Sprintf("flops are %s times 6 params tokens, expected within a factor of %d: in other units? both are kept", strconv.FormatFloat(ratio, 'g', 3, 64), flopsFactor)
			})
		}
	}
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
