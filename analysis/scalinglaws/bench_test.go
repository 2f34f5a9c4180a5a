package scalinglaws

import "testing"

// Fits to the 240 runs of Hoffmann et al., with 1000 resamples, on as many cores as -cpu says.
func BenchmarkFit(b *testing.B) {
	runs := chinchilla(b)
	boot := bootstrap(1000)
	for name, fit := range map[string]func() (Fit, error){
		"kaplan-c":  func() (Fit, error) { return Kaplan(runs, FLOPs, boot) },
		"kaplan-nd": func() (Fit, error) { return KaplanBoth(runs, boot) },
		"hoffmann":  func() (Fit, error) { return Hoffmann(runs, boot) },
		"gadre":     func() (Fit, error) { return OverTraining(runs, boot) },
		"broken":    func() (Fit, error) { return BrokenPowerLaw(runs, FLOPs, boot) },
		"isoflop":   func() (Fit, error) { fit, _, err := IsoFLOP(runs, boot); return fit, err },
		"envelope":  func() (Fit, error) { return Envelope(runs, boot) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := fit(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One resample of Hoffmann's form, from the optimum of the whole.
func BenchmarkResample(b *testing.B) {
	f := hoffmannForm(placed(inSizeAndData(chinchilla(b))))
	whole := f.search()
	count := make([]float64, len(f.points.y))
	bootstrap(1).Count(0, 0, count)
	for b.Loop() {
		theta := whole.best().theta
		newton(objectiveOf(f.law, f.points, count), &theta, wholly)
	}
}
