package evaluations

import (
	"fmt"
	"math"
	"strconv"
)

const (
	minParams   = 1000 // if no model has as many parameters, params look like millions or billions
	minFLOPs    = 1e9  // if no training took as many, flops look like multiples
	flopsFactor = 2    // by which FLOPs may differ from 6 params tokens without a warning
)

// mixedSizes warns of params that look like millions or billions. It removes those below 1 if others are in plain
// numbers.
func (b *builder) mixedSizes() {
	largest := 0.0
	for i := range b.rows {
		if x := b.rows[i].Params; x > largest {
			largest = x
		}
	}
	if largest > 0 && largest < minParams {
		b.notes.whole(fmt.Sprintf("params are at most %s: in millions or billions? units: {params: 1e6} would multiply them", decimal(largest)))
		return
	}
	for i := range b.rows {
		r := &b.rows[i]
		if r.Params < 1 {
			was := r.Params
			b.notes.count("mixed", int(b.lines[i]), func() string {
				return fmt.Sprintf("params is %s, and up to %s elsewhere: in mixed units? taken as unknown", decimal(was), decimal(largest))
			})
			r.Params = math.NaN()
		}
	}
}

// smallFLOPs warns of FLOPs that look like multiples of 1e18 or 1e21.
func (b *builder) smallFLOPs() {
	largest := 0.0
	for i := range b.rows {
		if x := b.rows[i].FLOPs; x > largest {
			largest = x
		}
	}
	if largest > 0 && largest < minFLOPs {
		b.notes.whole(fmt.Sprintf("flops are at most %s, too few for a training: in other units? units: {flops: 1e21} would multiply them", decimal(largest)))
	}
}

// derive computes missing tokens or FLOPs from FLOPs = 6 params tokens (arXiv:2001.08361 section 2.1), and warns if
// known ones differ from it.
func (b *builder) derive() {
	for i := range b.rows {
		r := &b.rows[i]
		line := int(b.lines[i])
		switch ratio := r.FLOPs / (6 * r.Params * r.Tokens); {
		case math.IsNaN(r.Params):
		case math.IsNaN(r.Tokens) && !math.IsNaN(r.FLOPs):
			r.Tokens = r.FLOPs / (6 * r.Params)
			b.notes.count("tokens", line, func() string { return "tokens are unknown: taken as flops / (6 params)" })
		case math.IsNaN(r.FLOPs) && !math.IsNaN(r.Tokens):
			r.FLOPs = 6 * r.Params * r.Tokens
			b.notes.count("flops", line, func() string { return "flops are unknown: taken as 6 params tokens" })
		case ratio > flopsFactor || ratio < 1./flopsFactor:
			b.notes.count("6ND", line, func() string {
				return fmt.Sprintf("flops are %s times 6 params tokens, expected within a factor of %d: in other units? both are kept", strconv.FormatFloat(ratio, 'g', 3, 64), flopsFactor)
			})
		}
	}
}
