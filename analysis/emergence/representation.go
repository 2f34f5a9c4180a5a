package emergence

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Named is a quantity along a scale.
type Named struct {
	Name   string
	Series stat.Series
}

// Inside holds measurements inside the networks, along one scale. Replicates are paired by scale and seed. A Series
// without observations is unknown.
type Inside struct {
	Score                 stat.Series
	Orders                []Named     // order parameters, such as the generalizing share of the logit
	WithoutGeneralization stat.Series // score with the generalization circuits ablated
	WithoutMemorization   stat.Series // score with the memorization circuits ablated
	Description           stat.Series // bits or parameters used per solved item, > 0
}

// Representation judges by Krakauer et al. (arXiv:2506.11135), who propose no numbers; the tests are ours. An emergent
// ability fulfils all of these conditions:
//
//   - an order parameter jumps: a step predicts left-out scales better than steady growth, over seeds, and the intervals
//     of its two levels do not overlap
//   - it does not lag: its half-way point is not at a larger scale than the score's
//   - ablating generalization removes the ability: the ablated score is at chance by the test that finds the intact one
//     above it; the condition is contradicted if more than half of the ability is left
//   - the description of a solved item is shorter from the jump on
//
// The ability is not emergent if an interval contradicts one of these, and undecided if one is unknown.
func Representation(in Inside, b stat.Bootstrap) Verdict {
	v := Verdict{Definition: ByRepresentation}
	onset := thresholds.FindOnset(in.Score, b)
	v.estimate("onset of the score", onset.Scale, "scale")
	if why := untested(onset); why != "" {
		v.decide(Undecided, why)
		return v
	}
	if math.IsNaN(onset.FirstAbove) && onset.FallenBack > 0 {
		v.decide(Undecided, onset.Scale.Reason)
		return v
	}
	if math.IsNaN(onset.FirstAbove) {
		v.decide(NotEmergent, "the score is at no scale above chance")
		return v
	}
	at, jumps, leads := v.orders(in, b)
	removed := v.ablations(in, onset.FirstAbove)
	shortens := unknown
	if len(in.Description.Observations) > 0 && at > 0 {
		e := shorter(in.Description, at)
		v.estimate("description of a solved item shortened", e, "decades")
		shortens = above(e)
	}
	v.conclude([]condition{
		{jumps, "no order parameter jumps", "a jump of an order parameter"},
		{leads, "the order parameter lags behind the score", "whether the order parameter leads the score"},
		{removed, "ablating generalization leaves most of the ability", "what ablating generalization leaves"},
		{shortens, "the description of a solved item gets no shorter", "the description length of a solved item"},
	})
	return v
}

// condition is a finding, with the words for no and for unknown.
type condition struct {
	finding       finding
	not, unproven string
}

func (v *Verdict) conclude(list []condition) {
	var not, unproven []string
	for _, c := range list {
		switch c.finding {
		case no:
			not = append(not, c.not)
		case unknown:
			unproven = append(unproven, c.unproven)
		}
	}
	switch {
	case len(not) > 0:
		v.decide(NotEmergent, strings.Join(not, "; "))
	case len(unproven) > 0:
		v.decide(Undecided, "not shown: "+strings.Join(unproven, "; "))
	default:
		v.decide(Emergent, "an order parameter jumps no later than the score, carries it, and shortens its description")
	}
}

// orders judges the order parameters. Of those that jump, the one with the largest upper bound of its lead counts. at is
// its half-way point, 0 if there is none.
func (v *Verdict) orders(in Inside, b stat.Bootstrap) (at float64, jumps, leads finding) {
	if len(in.Orders) == 0 {
		return 0, unknown, unknown
	}
	jumps = no
	best := math.Inf(-1)
	for _, order := range in.Orders {
		rise := thresholds.FitSigmoid(order.Series, b)
		e := jump(newGrid(order.Series))
		jumped := above(e)
		if (rise.Ceiling.Value < rise.Floor.Value) != order.Series.Lower {
			jumped = no
		}
		apart := rise.Floor.High < rise.Ceiling.Low || rise.Ceiling.High < rise.Floor.Low
		if jumped == yes && !apart { // most replicates may have the upper level at the smallest scale already
			jumped = unknown
		}
		v.estimate(order.Name+": step better than steady growth", e, "of variance")
		v.estimate(order.Name+": half-way point", rise.Middle, "scale")
		v.estimate(order.Name+": width of the rise", rise.Width, "decades")
		v.estimate(order.Name+": level before", rise.Floor, "")
		v.estimate(order.Name+": level after", rise.Ceiling, "")
		if jumped == unknown && jumps == no {
			jumps = unknown
		}
		ahead := lead(order.Series, in.Score, b)
		v.estimate(order.Name+": lead over the score", ahead, "decades")
		if jumped == yes && ahead.High > best {
			at, jumps, best = rise.Middle.Value, yes, ahead.High
			leads = notBehind(ahead)
		}
	}
	return at, jumps, leads
}

// notBehind is yes if a lead has both bounds and is not below zero.
func notBehind(lead stat.Estimate) finding {
	switch {
	case lead.High < 0:
		return no
	case math.IsNaN(lead.Value) || math.IsInf(lead.Low, -1) || math.IsInf(lead.High, 1):
		return unknown
	}
	return yes
}

// ablations says whether ablating generalization removes the ability.
func (v *Verdict) ablations(in Inside, first float64) finding {
	if len(in.WithoutMemorization.Observations) > 0 {
		v.estimate("ability left without memorization", remains(in.Score, in.WithoutMemorization, first), "share")
	}
	if len(in.WithoutGeneralization.Observations) == 0 {
		return unknown
	}
	left := remains(in.Score, in.WithoutGeneralization, first)
	v.estimate("ability left without generalization", left, "share")
	onset := thresholds.FindOnset(in.WithoutGeneralization, stat.Bootstrap{})
	switch {
	case untested(onset) != "" || math.IsNaN(left.Value):
		return unknown
	case math.IsNaN(onset.FirstAbove) && onset.FallenBack == 0 && left.High < 1:
		return yes
	case !math.IsNaN(onset.FirstAbove) && left.Low > 0.5:
		return no
	}
	return unknown
}
