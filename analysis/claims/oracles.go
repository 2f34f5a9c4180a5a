package claims

import "maps"

var oracles = code{
	measures: merged(varmaMeasures, namMeasures, guMeasures, hastieMeasures, daviesMeasures),
	picture: func(s *study) Picture {
		p := Picture{Title: "The toy network of Varma et al.", X: "step", Y: "nats, logits", LogX: true}
		f := toy(s)
		step := f.Floats("step")
		p.line("test loss", step, f.Floats("test_loss"))
		p.line("training loss", step, crossEntropy(f))
		p.line("generalizing circuit", step, f.Floats("generalization"))
		p.line("memorizing circuit", step, f.Floats("memorization"))
		p.points("the published model", []float64{400, 400, 5258}, []float64{0.131, 6.81, 1})
		return p
	},
}

func merged(papers ...map[string]measure) map[string]measure {
	all := map[string]measure{}
	for _, measures := range papers {
		maps.Copy(all, measures)
	}
	return all
}
