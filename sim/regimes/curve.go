package regimes

// Curve is one run's accuracies against training time.
type Curve struct {
	Step        []float64 // optimizer steps, ascending
	Train, Test []float64 // accuracies at each of them, 0 to 1
	Chance      float64   // accuracy of guessing
	LabelNoise  float64   // share of wrong labels in the training set, 0 to 1
}

// Regime names the dynamics that the curve shows by the rule of Classify; empty without steps.
func (c Curve) Regime() Regime {
	if len(c.Step) == 0 {
		return ""
	}
	return Classify(c.Landmarks())
}

// Landmarks are the curve's moments, which lie between the recorded steps as a straight line has it. A simulated run's
// own regime knows them exactly. There is one step at least.
func (c Curve) Landmarks() Landmarks {
	off := LeavesChance(c.Chance)
	return Landmarks{
		TrainLeavesChance: c.reaches(c.Train, off),
		TestLeavesChance:  c.reaches(c.Test, off),
		Train90:           c.reaches(c.Train, Learned*(1-c.LabelNoise)),
		Test90:            c.reaches(c.Test, Learned),
		FinalTest:         c.Test[len(c.Test)-1],
		Chance:            c.Chance,
	}
}

// reaches is the first step at which an accuracy is level or more; nil where it never is.
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
