package lanes

import (
	"math"

	"github.com/circsim/circsim/internal/series"
)

// Answer computes how a network answers items whose labels have one probability
// right at the start, with wrong = 1 - right, each of full relative precision.
// grown is the growth of an item's memorization strength since then. residual is
// 1 - p, with p the probability of the label now.
//
// pull is the sum of weight times residual, and nats that of items times the fall
// of an item's loss, where memorization has grown.
func Answer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	n := len(residual)
	grown, weight, items = cut(grown, n), cut(weight, n), cut(items, n)
	return answer(residual, grown, weight, items, right, wrong)
}

func plainAnswer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	var pulls, fallen sum
	for i, d := range grown {
		r, fall := Strengthened(d, right, wrong)
		pulls.add(i, weight[i]*r)
		if d > 0 {
			fallen.add(i, items[i]*fall)
		}
		residual[i] = r
	}
	return pulls.total(), fallen.total()
}

// AnswerEach is Answer for items that differ in right and wrong, which are probabilities, with the terms of its sums by item.
func AnswerEach(residual, pull, nats, grown, weight, items, right, wrong []float64) {
	n := len(residual)
	pull, nats = cut(pull, n), cut(nats, n)
	grown, weight, items, right, wrong = cut(grown, n), cut(weight, n), cut(items, n), cut(right, n), cut(wrong, n)
	answerEach(residual, pull, nats, grown, weight, items, right, wrong)
}

func plainAnswerEach(residual, pull, nats, grown, weight, items, right, wrong []float64) {
	for i, d := range grown {
		r, fall := Strengthened(d, right[i], wrong[i])
		pull[i] = weight[i] * r
		nats[i] = 0
		if d > 0 {
			nats[i] = items[i] * fall
		}
		residual[i] = r
	}
}

// AnswerPower is Answer with a third sum: power, of squares times residual^2.
func AnswerPower(residual, grown, weight, items, squares []float64, right, wrong float64) (pull, nats, power float64) {
	n := len(residual)
	grown, weight, items, squares = cut(grown, n), cut(weight, n), cut(items, n), cut(squares, n)
	return answerPower(residual, grown, weight, items, squares, right, wrong)
}

func plainAnswerPower(residual, grown, weight, items, squares []float64, right, wrong float64) (pull, nats, power float64) {
	var pulls, fallen, powers sum
	for i, d := range grown {
		r, fall := Strengthened(d, right, wrong)
		pulls.add(i, weight[i]*r)
		if d > 0 {
			fallen.add(i, items[i]*fall)
		}
		powers.add(i, squares[i]*r*r)
		residual[i] = r
	}
	return pulls.total(), fallen.total(), powers.total()
}

// Strengthened is Answer for one item: its residual where memorization has grown by d, and the
// fall of its loss in nats, 0 where it has not grown.
func Strengthened(d, right, wrong float64) (residual, fall float64) {
	if math.Abs(d) < series.Small {
		kept, less1 := smallGrowth(-d)
		against := float64(wrong * less1)
		if d > 0 {
			fall = smallMinusLog1p(against)
		}
		return float64(wrong*kept) / (1 + against), fall
	}
	kept, less1 := growth(-d)
	against := float64(wrong * less1)
	left := float64(wrong * kept)
	sum := right + left
	if against > -0.5 {
		sum = 1 + against
	}
	if d > 0 {
		fall = minusLog1p(sum, against)
	}
	return left / sum, fall
}
