package regimes

// Curve holds one run's accuracies against training time.
type Curve struct {
	Step        []float64 // optimizer steps, ascending
	Train, Test []float64 // accuracies at these steps, 0 to 1; as many as Step has
	Chance      float64   // chance level of accuracy, 0 to 1
	LabelNoise  float64   // share of wrong labels in the training set, 0 to 1
}

// Regime labels the curve by the rule of Classify. It is empty for a curve without steps.
func (c Curve) Regime() Regime {
	if len(c.Step) == 0 {
		return ""
	}
	return Classify(c.Landmarks())
}

// Landmarks interpolates linearly between the recorded steps. A simulated run needs no interpolation: the simulator
// knows the exact steps. The curve must have at least one step.
func (c Curve) Landmarks() Landmarks {
	off := LeavesChance(c.Chance)
	return Landmarks{
		TrainLeavesChance: c.reaches(c.Train, off),
		TestLeavesChance:  c.reaches(c.Test, off),
		Train90:           c.reaches(c.Train, TrainLearned(c.Chance, c.LabelNoise)),
		Test90:            c.reaches(c.Test, Learned),
		FinalTest:         c.Test[len(c.Test)-1],
		Chance:            c.Chance,
	}
}

// reaches is the first step at which an accuracy is at least level, or nil if there is none.
func (c Curve) reaches(accuracy []float64, level float64) *float64 {
	for i, a := range accuracy {
		switch {
		case a < level:
			continue
		case i == 0:
			return &c.Step[0]
		}
		before := accuracy[i-1]
		at := c.Step[i-1] + (c.Step[i]-c.Step[i-1])*(level-before)/(a-before)
		return &at
	}
	return nil
}
