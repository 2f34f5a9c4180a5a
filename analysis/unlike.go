package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"gonum.org/v1/gonum/mat"
)

// Loss is unlike at two runs where its logarithm differs by more than noise and more than their sizes and data explain.
const (
	lossNoise   = 0.05 // difference of ln L that is noise: half of it would be many times that of seeds
	steepestLaw = 0.35 // exponent above which published laws do not fall, in size or in data
	explaining  = 0.5  // share of the variance about a smooth surface that a column explains
	surer       = 0.9  // the same where params or tokens are unknown, which would explain it
	mostLaws    = 8    // values of a column of numbers that get a law each: more are a search
	mostUnlike  = 2048 // runs that are compared, spread evenly
	mixedRuns   = 0.1  // share of runs with unlike neighbours from which a law is one of a mixture
	surely      = 1e-3 // p of the F test of a column
	surfaceSize = 6    // terms of the surface
)

// alikeScales is how far runs of like params and tokens are apart in either logarithm.
var alikeScales = math.Log(1.5)

// mixture is a group of models with unlike runs.
type mixture struct {
	group  *trainedRuns
	runs   []lossAt
	factor float64 // largest ratio of losses of runs of like params and tokens
	share  float64 // of the runs that have an unlike neighbour
}

// lossAt is a run in logarithms. An unknown scale is 0.
type lossAt struct {
	params, tokens, loss float64
	row                  int32
}

// mixtures returns the groups of models whose runs are unlike, though params and tokens are alike.
func mixtures(t *evaluations.Table) []mixture {
	var found []mixture
	for _, g := range models(t) {
		if m := g.mixture(); m.factor > 0 {
			found = append(found, m)
		}
	}
	return found
}

// mixture compares the runs of a group with their neighbours. Its factor is 0 if all are alike. Runs that seeds tell apart
// are replicates.
func (g *trainedRuns) mixture() mixture {
	m := mixture{group: g}
	for i, r := range g.runs {
		if r.Loss > 0 && (r.Params > 0 || r.Tokens > 0) {
			m.runs = append(m.runs, lossAt{logOr0(r.Params), logOr0(r.Tokens), math.Log(r.Loss), g.rows[i]})
		}
	}
	if len(m.runs) > mostUnlike {
		some := make([]lossAt, 0, mostUnlike)
		for _, i := range spread(mostUnlike, len(m.runs)) {
			some = append(some, m.runs[i])
		}
		m.runs = some
	}
	slices.SortStableFunc(m.runs, func(a, b lossAt) int {
		return cmp.Or(cmp.Compare(a.params, b.params), cmp.Compare(a.tokens, b.tokens), cmp.Compare(a.loss, b.loss))
	})
	unlike := make([]bool, len(m.runs))
	most := 0.0
	for i, a := range m.runs {
		for k := i + 1; k < len(m.runs) && m.runs[k].params-a.params <= alikeScales; k++ {
			b := m.runs[k]
			if math.Abs(b.tokens-a.tokens) > alikeScales {
				continue
			}
			apart := math.Abs(b.loss - a.loss)
			if apart > lossNoise+steepestLaw*(b.params-a.params+math.Abs(b.tokens-a.tokens)) {
				unlike[i], unlike[k] = true, true
				most = max(most, apart)
			}
		}
	}
	if most == 0 {
		return m
	}
	n := 0
	for _, is := range unlike {
		if is {
			n++
		}
	}
	m.factor, m.share = math.Exp(most), float64(n)/float64(len(m.runs))
	return m
}

func logOr0(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return math.Log(x)
}

// apartByLoss takes the column that explains best why runs of like params and tokens have unlike losses as a condition.
// The warning is empty if no column explains it.
func apartByLoss(t *evaluations.Table, m evaluations.Mapping, unlike []mixture, labels []evaluations.Label) (evaluations.Mapping, string) {
	for _, x := range unlike {
		best, most := -1, x.enough()
		for k := range labels {
			l := &labels[k]
			if searched(l) || !x.lawsEach(l) {
				continue
			}
			if share := x.explained(l); share > most*(1-1e-9) { // of equal ones the last, which often is the most specific
				best, most = k, share
			}
		}
		if best < 0 {
			continue
		}
		chosen := &labels[best]
		same := ""
		for k := range labels {
			if k != best && x.alikeLabels(chosen, &labels[k]) {
				same += ", " + text.Quote(labels[k].Name)
			}
		}
		if same != "" {
			same = " (so would" + same[1:] + ")"
		}
		return m.Telling(chosen.Name), fmt.Sprintf("runs of like params and tokens differ in loss by a factor of up to %s, and column %s explains %.0f%% of it%s: "+
			"taken as condition, a law for each of its %d values", number(x.factor), text.Quote(chosen.Name), 100*most, same, chosen.Values)
	}
	return m, ""
}

// enough is the share that a column must explain.
func (m *mixture) enough() float64 {
	if slices.ContainsFunc(m.runs, func(r lossAt) bool { return r.params == 0 || r.tokens == 0 }) {
		return surer
	}
	return explaining
}

// lawsEach is whether most runs have a value of a label that enough sizes and amounts of data share for a law of their own.
// A label that tells sizes apart, such as the name of a run, leaves no law.
func (m *mixture) lawsEach(l *evaluations.Label) bool {
	type of struct {
		value int32
		scale float64
	}
	params, tokens := map[of]bool{}, map[of]bool{}
	sizes, data := map[int32]int{}, map[int32]int{}
	count := func(seen map[of]bool, of of, into map[int32]int) {
		if !seen[of] {
			seen[of] = true
			into[of.value]++
		}
	}
	const all = -1
	for _, r := range m.runs {
		for _, v := range []int32{all, l.Of[r.row]} {
			count(params, of{v, r.params}, sizes)
			count(tokens, of{v, r.tokens}, data)
		}
	}
	inLaws := 0
	for _, r := range m.runs {
		v := l.Of[r.row]
		if sizes[v] >= min(lawful, sizes[all]) && data[v] >= min(lawful, data[all]) {
			inLaws++
		}
	}
	return 2*inLaws > len(m.runs)
}

// alikeLabels is whether two labels divide the runs in the same way.
func (m *mixture) alikeLabels(a, b *evaluations.Label) bool {
	to, from := map[int32]int32{}, map[int32]int32{}
	for _, r := range m.runs {
		x, y := a.Of[r.row], b.Of[r.row]
		if other, ok := to[x]; ok && other != y {
			return false
		}
		if other, ok := from[y]; ok && other != x {
			return false
		}
		to[x], from[y] = y, x
	}
	return true
}

// explained is the share of the variance of ln loss about a quadratic surface in ln params and ln tokens that a label
// explains; 0 unless an F test is sure of it.
func (m *mixture) explained(l *evaluations.Label) float64 {
	column, values := map[int32]int{}, 0
	for _, r := range m.runs {
		if v := l.Of[r.row]; column[v] == 0 {
			values++
			column[v] = values
		}
	}
	n := len(m.runs)
	df := n - surfaceSize - (values - 1)
	if values < 2 || df < 1 {
		return 0
	}
	terms := make([][]float64, n)
	y := make([]float64, n)
	var middle, wide [2]float64
	at := func(r lossAt) [2]float64 { return [2]float64{r.params, r.tokens} }
	for j := range 2 {
		low, high := math.Inf(1), math.Inf(-1)
		for _, r := range m.runs {
			low, high = min(low, at(r)[j]), max(high, at(r)[j])
		}
		middle[j], wide[j] = (low+high)/2, max(high-low, 1e-9)/2
	}
	for i, r := range m.runs {
		u, v := (r.params-middle[0])/wide[0], (r.tokens-middle[1])/wide[1]
		terms[i] = []float64{1, u, v, u * u, u * v, v * v}
		y[i] = r.loss
	}
	without := leftBy(terms, y)
	for i, r := range m.runs {
		own := make([]float64, values-1)
		if k := column[l.Of[r.row]] - 2; k >= 0 {
			own[k] = 1
		}
		terms[i] = append(terms[i], own...)
	}
	with := leftBy(terms, y)
	f := (without - with) / float64(values-1) / (with / float64(df))
	if !(f > stat.FisherF(1-surely, float64(values-1), stat.Student(df))) && with > 1e-12*without {
		return 0
	}
	return 1 - with/without
}

// leftBy is the residual sum of squares of a linear regression. A slight ridge keeps terms that repeat others harmless.
func leftBy(terms [][]float64, y []float64) float64 {
	k := len(terms[0])
	normal, right := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
	for i, x := range terms {
		for a := range k {
			right.SetVec(a, right.AtVec(a)+x[a]*y[i])
			for b := a; b < k; b++ {
				normal.SetSym(a, b, normal.At(a, b)+x[a]*x[b])
			}
		}
	}
	for a := range k {
		normal.SetSym(a, a, normal.At(a, a)*(1+1e-10)+1e-10)
	}
	var factors mat.Cholesky
	if !factors.Factorize(normal) {
		return math.Inf(1)
	}
	var beta mat.VecDense
	if err := factors.SolveVecTo(&beta, right); err != nil {
		return math.Inf(1)
	}
	sum := 0.0
	for i, x := range terms {
		r := y[i]
		for a := range k {
			r -= beta.AtVec(a) * x[a]
		}
		sum += r * r
	}
	return sum
}

// searched is whether a column is one of settings that were searched, such as learning rates: no law is for each of them.
func searched(l *evaluations.Label) bool { return l.Numeric && l.Values > mostLaws }

// unexplained warns of groups whose runs stay unlike.
func unexplained(unlike []mixture, labels []evaluations.Label) (warnings []string) {
	for _, x := range unlike {
		if x.group.mixed() == "" {
			continue
		}
		why := "and no column explains it"
		most := 0.0
		for k := range labels {
			if share := x.explained(&labels[k]); share > max(most, 1-explaining) && searched(&labels[k]) {
				most = share
				why = fmt.Sprintf("and column %s, of %d values, explains %.0f%% of it", text.Quote(labels[k].Name), labels[k].Values, 100*share)
			}
		}
		of := ""
		if curve := x.group.place.curve(); curve != x.group.place.Metric {
			of = curve + ": "
		}
		warnings = append(warnings, fmt.Sprintf("%sruns of like params and tokens differ in loss by a factor of up to %s, %s: no law is told; "+
			"take the best run of each params and tokens, or name the column that tells runs apart with --column condition=COLUMN", of, number(x.factor), why))
	}
	return warnings
}

// mixed is why a law of these runs is one of a mixture; empty: it is not.
func (g *trainedRuns) mixed() string {
	if g.seeded {
		return ""
	}
	m := g.mixture()
	if m.share < mixedRuns {
		return ""
	}
	return fmt.Sprintf("runs of like params and tokens differ in loss by a factor of up to %s", number(m.factor))
}
