package circuits

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

func drawTickets(seed int64, best int, places float64) []Ticket {
	return BestTickets(best, places, 1, 1, 1, 0.5, random.NewStream(seed, "gain"), random.NewStream(seed, "initial"))
}

// The slow, obvious reference: draw every place, sort, keep the best.
func TestBestTicketsAreDistributedLikeTheBestOfAll(t *testing.T) {
	const places, best, draws = 40, 4, 4000
	for rank := range best {
		var fast, slow []float64
		for d := range int64(draws) {
			fast = append(fast, math.Log(drawTickets(d, best, places)[rank].Gain))
			all := make([]float64, places)
			s := random.NewStream(d, "reference", fmt.Sprint(rank))
			for i := range all {
				all[i] = s.Normal(uint64(i))
			}
			slices.Sort(all)
			slow = append(slow, all[places-1-rank])
		}
		slices.Sort(fast)
		slices.Sort(slow)
		// Two-sample Kolmogorov-Smirnov at probability 0.001: 1.95 sqrt(2/n).
		distance, i, j := 0.0, 0, 0
		for i < draws && j < draws {
			if fast[i] < slow[j] {
				i++
			} else {
				j++
			}
			distance = max(distance, math.Abs(float64(i-j))/draws)
		}
		if distance > 1.95*math.Sqrt(2.0/draws) {
			t.Errorf("rank %d: distance %g", rank, distance)
		}
	}
}

func TestTicketsOfABillionPlaces(t *testing.T) {
	mean := 0.0
	const draws = 500
	for d := range int64(draws) {
		tickets := drawTickets(d, 12, 1e9)
		if !slices.IsSortedFunc(tickets, func(a, b Ticket) int { return int(math.Copysign(1, b.Gain-a.Gain)) }) {
			t.Fatal("tickets are not sorted by gain")
		}
		mean += math.Log(tickets[0].Gain) / draws
	}
	// E[max of 1e9 standard normals] = 6.0743 (numerical integration).
	if math.Abs(mean-6.0743) > 4*0.2/math.Sqrt(draws) {
		t.Errorf("mean best of 1e9 is %g standard deviations, want 6.074", mean)
	}
}

func TestNoMoreTicketsThanPlaces(t *testing.T) {
	for places, want := range map[float64]int{0: 0, 1: 1, 5: 5, 100: 12} {
		if got := len(drawTickets(1, 12, places)); got != want {
			t.Errorf("%g places give %d tickets, want %d", places, got, want)
		}
	}
	if got := Places(155.9, 156); got != 0 {
		t.Errorf("a network smaller than the circuit has %g places", got)
	}
}

// With the same draws a larger network's best ticket is never worse.
func TestBestGainRisesWithTheNetwork(t *testing.T) {
	for seed := range int64(50) {
		last := 0.0
		for places := 1.0; places < 1e6; places *= 3 {
			gain := drawTickets(seed, 12, places)[0].Gain
			if gain < last {
				t.Fatalf("seed %d: best gain falls from %g to %g at %g places", seed, last, gain, places)
			}
			last = gain
		}
	}
}
