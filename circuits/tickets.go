package circuits

import (
	"math"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mathext"
)

// Ticket is a generalization circuit that could form.
type Ticket struct {
	Gain    float64 // per step
	Initial float64 // strength at initialization
}

// Places is J, the number of circuits of a footprint (in parameters) that fit
// into a network of params parameters, rounded down.
func Places(params, footprint float64) float64 { return math.Floor(params / footprint) }

// BestTickets draws the tickets of highest gain, in descending order, among places
// tickets with log-normal gains and initial strengths. It costs the same for 1e9
// places as for 100: it draws the order statistics themselves, from the top, by
// Renyi's representation -ln U_(i) = sum_{j<=i} E_j / (J-j+1).
//
// gains and initials are separate streams, so that neither spread changes the
// draws of the other.
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
