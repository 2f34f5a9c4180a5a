package metrics

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Workers that need the same rows at the same time fill each of them once.
func TestWorkersShareTheRows(t *testing.T) {
	table := make([]tableRow, 12)
	fills := make([]atomic.Int32, len(table))
	var team sync.WaitGroup
	for range 8 {
		team.Go(func() {
			for first := range len(table) - 3 {
				fillFour(table, first, func(r int) []float64 {
					fills[r].Add(1)
					time.Sleep(time.Millisecond)
					return []float64{float64(r)}
				})
				for r := first; r < first+4; r++ {
					if values := table[r].values.Load(); values == nil || (*values)[0] != float64(r) {
						t.Errorf("row %d is not filled", r)
					}
				}
			}
		})
	}
	team.Wait()
	for r := range fills {
		if n := fills[r].Load(); n != 1 {
			t.Errorf("row %d is filled %d times", r, n)
		}
	}
}

// A worker fills what is needed next while another fills what it needs now, and no more than that.
func TestWorkersDoNotWaitIdly(t *testing.T) {
	table := make([]tableRow, 12)
	ahead := make([]chan struct{}, len(table)) // closed when the row is filled
	for r := range ahead {
		ahead[r] = make(chan struct{})
	}
	begun, release := make(chan struct{}), make(chan struct{})
	var team sync.WaitGroup
	team.Go(func() { // slow at row 3
		fillFour(table, 0, func(r int) []float64 {
			if r == 3 {
				close(begun)
				<-release
			}
			return []float64{float64(r)}
		})
	})
	<-begun
	team.Go(func() {
		fillFour(table, 0, func(r int) []float64 {
			close(ahead[r])
			return []float64{float64(r)}
		})
	})
	for r := 4; r < 4+rowsAhead; r++ {
		<-ahead[r]
	}
	close(release)
	team.Wait()
	if table[4+rowsAhead].values.Load() != nil {
		t.Errorf("row %d is filled, more than %d ahead", 4+rowsAhead, rowsAhead)
	}
}

// A worker that fails does not keep the others from the row.
func TestARowSurvivesAFailure(t *testing.T) {
	table := make([]tableRow, 4)
	func() {
		defer func() { recover() }()
		fillFour(table, 0, func(int) []float64 { panic("no memory") })
	}()
	fillFour(table, 0, func(r int) []float64 { return []float64{float64(r)} })
	if table[0].values.Load() == nil {
		t.Error("row 0 is not filled")
	}
}
