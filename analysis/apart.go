package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// mostApart is the number of columns that may be taken as conditions to tell unlike rows apart.
const mostApart = 3

// tellApart takes columns without a meaning as conditions, or as the models' names, where rows that would share a curve or a
// law are unlike and the columns tell why. It reads the table again with them. The warnings say which, and which rows stay
// unlike.
func tellApart(t *evaluations.Table, m evaluations.Mapping) (*evaluations.Table, []string, error) {
	if t.Simulated {
		return t, nil, nil
	}
	var warnings []string
	for n := 0; ; n++ {
		steps, sizes, unlike := contradictions(t), resized(t), mixtures(t)
		if steps == nil && sizes == nil && len(unlike) == 0 {
			return t, warnings, nil
		}
		labels, err := evaluations.ReadLabels(t, m)
		if err != nil {
			return nil, nil, err
		}
		again, warning := m, ""
		if steps != nil {
			again, warning = steps.apart(t, m, labels)
		}
		if warning == "" && sizes != nil {
			again, warning = sizes.apartByScore(t, m, labels)
		}
		if warning == "" {
			again, warning = apartByLoss(t, m, unlike, labels)
		}
		if warning == "" || n == mostApart {
			return t, append(warnings, unexplained(unlike, labels)...), nil
		}
		if t, err = evaluations.Read(t.Path, again); err != nil {
			return nil, nil, err
		}
		m, warnings = again, append(warnings, warning)
	}
}

// identity is what the rows of one curve share at one scale.
type identity struct {
	subject              *evaluations.Subject
	seed                 int64
	params, tokens, step float64
	axes                 string
}

func identityOf(r *evaluations.Row) identity {
	id := identity{subject: r.Subject, seed: r.Seed, params: known(r.Params), tokens: known(r.Tokens), step: r.Step}
	if len(r.Axis) > 0 {
		id.axes = fmt.Sprint(r.Axis)
	}
	return id
}

// repeated are the rows along training steps that nothing but their scores tells from others.
type repeated struct {
	rows []int32
	of   []int // by row: the number of its identity
}

// Shares of rows that repeat a step.
const (
	leastRepeated = 0.1  // of those with an identity: from here on they are of several runs, and no slips
	mostSlips     = 0.05 // of those that repeat one: so many may do so within a run, as where it was resumed
)

// contradictions returns the rows that repeat a step; nil if these are few.
func contradictions(t *evaluations.Table) *repeated {
	if distinct(t, byStep, fewest) < fewest {
		return nil
	}
	return repeats(t, func(r *evaluations.Row) (identity, bool) { return identityOf(r), r.Step > 0 })
}

// repeats returns the rows that share an identity with another; nil if they are few of those that have one.
func repeats[K comparable](t *evaluations.Table, of func(*evaluations.Row) (id K, ok bool)) *repeated {
	number, times := map[K]int{}, []int(nil)
	numbers, among := make([]int, len(t.Rows)), 0
	for i := range t.Rows {
		numbers[i] = -1
		id, ok := of(&t.Rows[i])
		if !ok {
			continue
		}
		among++
		n, known := number[id]
		if !known {
			n = len(times)
			number[id], times = n, append(times, 0)
		}
		times[n]++
		numbers[i] = n
	}
	found := &repeated{}
	for i, n := range numbers {
		if n >= 0 && times[n] > 1 {
			found.rows, found.of = append(found.rows, int32(i)), append(found.of, n)
		}
	}
	if float64(len(found.rows)) < leastRepeated*float64(among) {
		return nil
	}
	return found
}

// left counts the rows that still share everything with an earlier one once labels tell rows apart.
func (r *repeated) left(labels []evaluations.Label) int {
	type key struct {
		of     int
		labels [mostApart]int32
	}
	seen, left := map[key]bool{}, 0
	for k, i := range r.rows {
		at := key{of: r.of[k]}
		for l := range labels {
			at.labels[l] = labels[l].Of[i]
		}
		if seen[at] {
			left++
		}
		seen[at] = true
	}
	return left
}

// replicating matches the names of columns that number replicates, which belong to one curve.
var replicating = []string{"rep", "replicate", "trial", "fold", "repeat", "repetition", "seed"}

// apart finds the fewest labels that tell all repeated steps apart, of those the ones with the fewest values. Labels that
// number rows, such as times, or replicates tell no curves apart. Where there is no column of models, a single label of
// words names them.
func (r *repeated) apart(t *evaluations.Table, m evaluations.Mapping, labels []evaluations.Label) (evaluations.Mapping, string) {
	labels = slices.DeleteFunc(slices.Clone(labels), func(l evaluations.Label) bool {
		return slices.Contains(replicating, strings.ToLower(l.Name)) || l.Values*fewest > len(r.rows)
	})
	var chosen []evaluations.Label
	slips := int(mostSlips * float64(len(r.rows)))
	for left := r.left(nil); left > slips; {
		if len(chosen) == mostApart {
			return m, ""
		}
		best, least := -1, left
		for k, l := range labels {
			n := r.left(append(slices.Clone(chosen), l))
			if n < least || n == least && best >= 0 && l.Values < labels[best].Values {
				best, least = k, n
			}
		}
		if best < 0 {
			return m, ""
		}
		chosen, left = append(chosen, labels[best]), least
	}
	var names, quoted []string
	for _, l := range chosen {
		names, quoted = append(names, l.Name), append(quoted, text.Quote(l.Name))
	}
	values := fmt.Sprintf("%d values", chosen[0].Values)
	if len(chosen) == 1 && !chosen[0].Numeric && t.Rows[r.rows[0]].Model == "" {
		return m.Naming(names[0]), fmt.Sprintf("rows of the same step have different scores, and column %s tells them apart: taken as model, %s", quoted[0], values)
	}
	if len(chosen) == 1 {
		return m.Telling(names...), fmt.Sprintf("rows of the same step have different scores, and column %s tells them apart: taken as condition, %s", quoted[0], values)
	}
	return m.Telling(names...), fmt.Sprintf("rows of the same step have different scores, and columns %s tell them apart: taken as conditions", listed(quoted))
}

// pooledModels warns of curves along sizes that pool different models of the same size and seed, which are no replicates.
func pooledModels(s scale, lines []line) string {
	if !s.last {
		return ""
	}
	type place struct {
		x    float64
		seed int64
	}
	pooled := 0
	for i := range lines {
		model := map[place]string{}
		for _, k := range lines[i].rows {
			r := &lines[i].table.Rows[k]
			at := place{s.of(r), r.Seed}
			if other, there := model[at]; there && other != r.Model && r.Seed != evaluations.NoSeed {
				pooled++
				break
			}
			model[at] = r.Model
		}
	}
	if pooled == 0 {
		return ""
	}
	return fmt.Sprintf("models of the same size and seed, which are no replicates, are pooled in %s along %s: --column condition=COLUMN, or axis=COLUMN, would tell them apart",
		text.Count(pooled, "curve"), s.name)
}
