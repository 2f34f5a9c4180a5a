package calibration

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// What was left out has no part in predicting it: it may have been measured otherwise.
func TestCrossValidationDoesNotLookAtWhatItLeavesOut(t *testing.T) {
	s := parsed(t, small)
	path := measured(t, parsed(t, small, otherConstants...), syntheticItems[1:4], 50, 2)
	var engines [][]float64
	for _, shift := range []float64{0, 1} {
		d, err := Read(path, s, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Runs {
			if d.Settings[d.Runs[i].Setting].Values[0] == 1000 {
				for k := range d.Runs[i].Observations {
					d.Runs[i].Observations[k].Value += shift
				}
			}
		}
		f, err := Search(context.Background(), s, d, Options{Free: recovered[:2], Evaluations: 100})
		if err != nil {
			t.Fatal(err)
		}
		by, err := d.Grouping("items")
		if err != nil {
			t.Fatal(err)
		}
		v, err := f.CrossValidate(context.Background(), by, nil)
		if err != nil {
			t.Fatal(err)
		}
		var rms []float64
		for _, e := range v.Engine {
			if e.Kind == PeakTestLoss {
				rms = append(rms, e.RMS)
			}
		}
		p := f.problem
		engine := p.unknown()
		for i := range p.all {
			if p.data.Settings[p.data.Runs[p.runOf[i]].Setting].Values[0] == 1000 {
				engine[i] = f.validated[i]
			}
		}
		engines = append(engines, engine)
		if len(rms) != 1 || !(rms[0] > 0) {
			t.Errorf("errors of peaks: %v", rms)
		}
	}
	if diff := cmp.Diff(engines[0], engines[1], cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

// The file of a fit is read back as it was, and gives every task's key its value.
func TestFitFile(t *testing.T) {
	f, _ := recovery(t, otherConstants, 1000, Options{Free: []string{"tasks.*.memorization.gain"}, Evaluations: 100})
	for _, c := range f.Free { // however short the search
		if c.Value < c.Low || c.Value > c.High {
			t.Errorf("%s is %g, outside its interval [%g, %g]", c.Path, c.Value, c.Low, c.High)
		}
	}
	_, file, err := f.Write("test", "circsim calibrate")
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadFit(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, back, cmpopts.IgnoreUnexported(Fit{})); diff != "" {
		t.Error(diff)
	}
	both := back.Assignments(parsed(t, twoTasks), back.Ensemble[0])
	if len(both) != 2 || both[0].Path != "tasks.sums.memorization.gain" || both[1].Value != back.Ensemble[0][0] {
		t.Errorf("%v", both)
	}
}
