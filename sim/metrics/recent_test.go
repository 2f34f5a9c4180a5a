package metrics

import (
	"sync"
	"testing"
)

func TestRecentDropsTheLeastRecentlyUsedTable(t *testing.T) {
	var made []float64
	r := NewRecent(2, func(v float64) float64 {
		made = append(made, v)
		return v
	})
	for _, classes := range []int64{2, 3, 2, 4, 2, 3} { // 4 drops 3, then 3 drops 4
		if got := r.Of(classes); got != float64(classes) {
			t.Errorf("table of %d is %g", classes, got)
		}
	}
	if want := []float64{2, 3, 4, 3}; len(made) != len(want) || made[2] != 4 || made[3] != 3 {
		t.Errorf("made %v, want %v", made, want)
	}
	if len(r.tables) != 2 {
		t.Errorf("%d tables kept", len(r.tables))
	}
}

// Results are the same to the bit whether or not tables were dropped, and with
// concurrent callers.
func TestDroppingChangesNoResult(t *testing.T) {
	few, all := NewRecent(3, NewSoftmax), NewRecent(100, NewSoftmax)
	var workers sync.WaitGroup
	for worker := range int64(4) {
		workers.Go(func() {
			for i := range int64(24) {
				classes := 2 + (i*5+worker*7)%12
				margin, sigma := float64(i)/3, 0.5+float64(i%4)/10
				f, a := few.Of(classes), all.Of(classes)
				if f.Loss(margin, sigma) != a.Loss(margin, sigma) || f.Brier(margin, sigma) != a.Brier(margin, sigma) {
					t.Errorf("%d classes, margin %g, sigma %g: results differ", classes, margin, sigma)
				}
			}
		})
	}
	workers.Wait()
	if len(few.tables) > 3 || len(all.tables) != 12 {
		t.Errorf("%d and %d tables kept", len(few.tables), len(all.tables))
	}
}

// A sweep over 300 numbers of classes. In each run the noise grows through 20
// rows of sigma.
func BenchmarkSweepOfClasses(b *testing.B) {
	for b.Loop() {
		softmax, accuracy := NewRecent(64, NewSoftmax), NewRecent(64, NewAccuracy)
		for classes := range int64(300) {
			sweepRun(softmax.Of(2+classes), accuracy.Of(2+classes))
		}
	}
}

func sweepRun(s *Softmax, a *Accuracy) (sum float64) {
	for sigma := 0.5; sigma < 1.2; sigma *= 1.05 {
		sum += s.Loss(3, sigma) + s.Brier(3, sigma) + a.At(3/sigma)
	}
	return sum
}
