package emergence

import (
	"fmt"

	"github.com/circsim/circsim/analysis/stat"
)

// Checkpoint is one network at one moment of its training.
type Checkpoint struct {
	Size   float64 // parameters, > 0
	Tokens float64 // tokens or steps seen, 0 before training; NaN if unknown
	Loss   float64 // pre-training loss, finite
	Score  float64 // finite
	Seed   int64   // stat.NoSeed if unknown; one size and seed are one run
	Items  float64 // as in stat.Observation
	Error  float64 // as in stat.Observation
}

// Checkpoints holds a family's scores under one metric. Losses are comparable only within one corpus, tokenizer and
// architecture.
type Checkpoints struct {
	Metric string
	Chance float64 // chance level; NaN if unknown
	Lower  bool    // lower scores are better
	Points []Checkpoint
}

// Loss judges by Du et al. (arXiv:2403.15796, sec 4): scores of all sizes and checkpoints fall on one curve of
// pre-training loss, and leave chance at a threshold. The first metric is judged; the reason says whether the others
// have the same threshold, as continuous ones should (sec 3.2).
//
// There is a collapse if loss explains the scores of left-out sizes, explains more of their variance than size and than
// tokens do, and compute does not explain more than loss. There is a threshold if scores in three or more bins of higher
// loss are at chance, those at lower loss are above it, and the fitted hinge has a bounded start.
func Loss(metrics []Checkpoints, b stat.Bootstrap) Verdict {
	v := Verdict{Definition: ByLoss}
	if len(metrics) == 0 {
		v.decide(Undecided, "no metric")
		return v
	}
	c := newCloud(metrics[0])
	v.figure("sizes", float64(c.sizes), "")
	v.figure("runs", float64(c.runs), "")
	v.figure("checkpoints", float64(len(c.points)), "")
	collapses, why := v.collapse(c.explain(b))
	v.estimate("Spearman correlation of score and loss", c.correlation(true, b), "")
	v.estimate("Pearson correlation of score and loss", c.correlation(false, b), "")
	eta := c.threshold(b)
	starts, whyNot := v.starts(c, eta)
	same := ""
	if starts != no && collapses != no {
		same = v.others(metrics[1:], eta.Eta, b)
	}
	switch {
	case starts == no:
		v.decide(NotEmergent, whyNot)
	case collapses == no:
		v.decide(NotEmergent, why)
	case collapses == unknown:
		v.decide(Undecided, why)
	case starts == unknown:
		v.decide(Undecided, whyNot)
	default:
		v.decide(Emergent, fmt.Sprintf("one curve of loss, at chance above %.4g%s", eta.Eta.Value, same))
	}
	return v
}

// collapse says whether the scores fall on one curve of loss.
func (v *Verdict) collapse(c collapse) (finding, string) {
	if c.Reason != "" {
		return unknown, c.Reason
	}
	v.figure("checkpoints compared", float64(c.Compared), "")
	v.figure("variance explained by loss, in sample", c.InSample, "share")
	for _, e := range c.Explained {
		v.estimate("variance explained by "+e.Predictor, e.Share, "share")
	}
	out, why := yes, ""
	if above(c.Explained[0].Share) != yes {
		out, why = unknown, "loss does not surely explain the scores of other sizes"
	}
	for _, e := range c.Explained[1:] {
		v.estimate("more by loss than by "+e.Predictor, e.Lead, "share")
		switch lead := above(e.Lead); {
		case lead == no:
			return no, e.Predictor + " explains more than loss"
		case lead == unknown && e.Predictor != "compute" && out == yes:
			out, why = unknown, "loss does not surely explain more than "+e.Predictor
		}
	}
	if c.Explained[0].Share.High < 0 {
		return no, "loss does not explain the scores of other sizes"
	}
	return out, why
}
