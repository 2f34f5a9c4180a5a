package forecasts

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// predictor is a fitted form: the score at a scale.
type predictor func(x float64) float64

// form is a way to predict. Its fit gives a reason where it cannot predict.
type form struct {
	name string
	fit  func(c *Curve) (p predictor, reason string)
}

// forms are all forms, in the order in which equals are ranked.
var forms = []form{
	{"logistic", logistic},
	{"loss-mediated", lossMediated},
	{"passuntil", passUntil},
	{"observational", observational},
	{"unchanged", unchanged},
}

// Forms names the forms. From floor c, the chance level or 0, with p = (score - c)/(1 - c):
//
//	logistic       ln(p/(1-p)) = a + b ln x
//	loss-mediated  ln(p/(1-p)) = a + b loss,  loss = e + f x^-g
//	passuntil      -ln p = f x^-g  (S. Hu et al., arXiv:2310.03262)
//	observational  ln(p/(1-p)) = a + b s,  s = d + e ln x, where s is the first principal component of the other tasks
//	unchanged      the score of the largest scale: what the others have to beat
func Forms() []string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.name
	}
	return names
}

// sample is the scores as a function of u.
func (c *Curve) sample(u []float64) *sample {
	s := &sample{u: u, floor: c.floor()}
	total := 0.0
	for _, p := range c.Points {
		weight := max(p.Items, p.Models)
		s.y, s.weight = append(s.y, p.Y), append(s.weight, weight)
		total += weight
	}
	for i := range s.weight {
		s.weight[i] *= float64(len(s.weight)) / total
	}
	return s
}

func logistic(c *Curve) (predictor, string) {
	share := c.sample(c.log()).fit(sigmoid)
	return func(x float64) float64 { return share(math.Log(x)) }, ""
}

func passUntil(c *Curve) (predictor, string) {
	share := c.sample(c.log()).fit(complementary)
	return func(x float64) float64 { return share(math.Log(x)) }, ""
}

func lossMediated(c *Curve) (predictor, string) {
	loss := c.each(func(p Point) float64 { return p.Loss })
	low, high := extremes(loss)
	switch {
	case !known(loss):
		return nil, "no loss at some scale"
	case !(low > 0):
		return nil, "a loss is not above 0"
	case low == high:
		return nil, "the loss is the same at every scale"
	}
	law := lossLaw(c.each(func(p Point) float64 { return p.X }), loss)
	share := c.sample(loss).fit(sigmoid)
	return func(x float64) float64 { return share(law(x)) }, ""
}

func observational(c *Curve) (predictor, string) {
	own, peers, scores := c.capabilities()
	if own == nil {
		return nil, "fewer than 3 other tasks have scores at every scale"
	}
	s := c.sample(own)
	for i := range peers {
		s.u, s.y, s.weight = append(s.u, peers[i]), append(s.y, scores[i]), append(s.weight, 1)
	}
	share := s.fit(sigmoid)
	line := stat.Line(c.log(), own)
	return func(x float64) float64 { return share(line.Y + line.Slope*(math.Log(x)-line.X)) }, ""
}

func unchanged(c *Curve) (predictor, string) {
	last := c.Points[len(c.Points)-1].Y
	return func(float64) float64 { return last }, ""
}
