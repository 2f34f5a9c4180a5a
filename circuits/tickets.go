package circuits

import (
	"math"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mathext"
)

// Ticket is one place of the network where a generalization circuit could form.
type Ticket struct {
	Gain    float64 // per step
	Initial float64 // strength at initialization
}

// Places is J, how many circuits of a footprint fit into a network of params
// parameters; the fraction of a place is no place.
func Places(params, footprint float64) float64 { return math.Floor(params / footprint) }

// BestTickets draws, of places tickets with log-normal gains and initial
// strengths, the best ones by gain, best first. It costs the same for 1e9
// places as for 100: the order statistics are drawn exactly and from the top,
// by Renyi's representation -ln U_(i) = sum_{j<=i} E_j / (J-j+1).
//
// gains and initials are streams of their own, so that a spread of zero in one
// leaves the other's draws as they are.
func BestTickets(best int, places, gain, gainSpread, initial, initialSpread float64, gains, initials random.Stream) []Ticket {
	n := int(min(float64(best), places))
	tickets := make([]Ticket, max(n, 0))
	minusLogU := 0.0
	for i := range tickets {
		minusLogU += gains.Exponential(uint64(i)) / (places - float64(i))
		fromTop := -math.Expm1(-minusLogU) // 1 - U_(i), without cancellation
		xi := -mathext.NormalQuantile(fromTop)
		zeta := initials.Normal(uint64(i))
		tickets[i] = Ticket{
			Gain:    gain * math.Exp(gainSpread*xi),
			Initial: initial * math.Exp(initialSpread*zeta),
		}
	}
	return tickets
}
